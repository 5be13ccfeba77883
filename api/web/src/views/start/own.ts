import { api, got, type Shape } from '@/api/client'
import type { Entry, FieldSpec } from '@/forms/spec'
import { language } from '@/i18n'

type OwnField = Shape<'FormField'>
type Form = Shape<'FormDefinition'>

export const people = async (words: string): Promise<Entry[]> => (await got(api.GET('/api/v1/people', { params: { query: { q: words } } }))).rows.map((p) => ({ id: p.id, name: p.name, note: p.no + ' ' + p.posts.join('、') }))

async function units(words: string): Promise<Entry[]> {
  const found = await got(api.GET('/api/v1/organisation'))
  return found.units.filter((u) => (u.name + u.code).toLowerCase().includes(words.toLowerCase())).map((u) => ({ id: u.id, name: u.name, note: u.code }))
}

/** What people at a step may do with a field of a company's own form (approval.fields):
 * the applicant writes, others read, unless the definition says otherwise. Of signatures
 * a step names the round too: signatures.2. */
export function rightOf(f: OwnField, step: string): string {
  const own = f.rights?.[step]
  if (own) return own
  if (step === 'start') return 'write'
  if (step === 'revise') return rightOf(f, 'start')
  const [every, round] = step.split('.')
  return round ? rightOf(f, every!) : 'read'
}

/** The fields that are filled in with a task, where the case is of a company's own form. */
export function fillsOf(form: Form | undefined, slates: Shape<'SlateView'>[], task: string | undefined): FieldSpec[] {
  if (!form || !task) return []
  for (const s of slates) {
    const round = s.rounds.findIndex((r) => r.seats.some((seat) => seat.task === task))
    if (round >= 0) return form.fields.filter((f) => rightOf(f, s.step === 'signatures' ? `signatures.${round + 1}` : s.step) === 'write').map(fieldOf)
  }
  return []
}

const say = (text?: Shape<'FormText'>) => (text ? (language.value === 'en' ? text.en : text.zh) : undefined)

/** A field of a company's own form as every form is made of. */
export function fieldOf(f: Shape<'FormField'>): FieldSpec {
  const picks: Record<string, FieldSpec['look']> = { person: people, unit: units }
  const look = picks[f.type]
  return {
    key: f.key, label: say(f.label) ?? f.key, hint: say(f.hint), required: f.required, most: f.most || 500, type: look ? 'pick' : (f.type as FieldSpec['type']), look,
    options: f.options?.map((o) => ({ value: o.value, label: say(o.label) ?? o.value })),
  }
}

