import { api, got, type Shape } from '@/api/client'
import { peopleCalled } from '@/api/people'
import type { Entry, FieldSpec, Total } from '@/forms/spec'
import { t } from '@/i18n'
import { sayText } from '@/lib/said'

type OwnField = Shape<'FormField'>
type Form = Shape<'FormDefinition'>

export async function people(words: string): Promise<Entry[]> {
  return (await peopleCalled(words)).map((p) => ({ id: p.id, name: p.name, note: p.no + ' ' + p.posts.join(t('shell.list')) }))
}

async function units(words: string): Promise<Entry[]> {
  const found = await got(api.GET('/api/v1/units', { params: { query: { q: words } } }))
  return found.rows.map((u) => ({ id: u.id, name: u.name, note: u.code }))
}

/** What people at a step may do with a field of a company's own form (approval.fields):
 * the applicant writes, others read, unless the definition says otherwise. Of signatures
 * a step names the round too: signatures.2. */
export function rightOf(f: OwnField, step: string): string {
  const own = f.rights?.[step]
  if (own) return own
  if (step === 'start') return f.sum ? 'read' : 'write'
  if (step === 'revise') return rightOf(f, 'start')
  const [every, round] = step.split('.')
  return round ? rightOf(f, every!) : 'read'
}

/** The fields that are filled in with a task, where the case is of a company's own form. */
export function fillsOf(form: Form | undefined, slates: Shape<'SlateView'>[], task: string | undefined): FieldSpec[] {
  if (!form || !task) return []
  for (const s of slates) {
    const round = s.rounds.findIndex((r) => r.seats.some((seat) => seat.task === task))
    if (round >= 0) return specsAt(form, s.step === 'signatures' ? `signatures.${round + 1}` : s.step)
  }
  return []
}

/** What is filled in at a step. Totals stand with their rows, unless they are hidden. */
export function specsAt(form: Form, step: string): FieldSpec[] {
  const totals = form.fields.filter((f) => f.sum && rightOf(f, step) !== 'hidden')
  return form.fields.filter((f) => rightOf(f, step) === 'write').map((f) => (f.type === 'rows' ? { ...fieldOf(f), totals: totals.flatMap((of) => totalIn(f, of)) } : fieldOf(f)))
}

function totalIn(rows: OwnField, of: OwnField): Total[] {
  const [key, column] = of.sum!.split('.')
  return key === rows.key && column ? [{ key: of.key, label: say(of.label) || of.key, column, money: of.type === 'money' }] : []
}

const say = (text?: Shape<'FormText'>) => text && sayText(text)

/** A field of a company's own form as every form is made of. */
export function fieldOf(f: OwnField): FieldSpec {
  const looks: Record<string, FieldSpec['look']> = { person: people, unit: units }
  const look = looks[f.type]
  return {
    key: f.key, label: say(f.label) || f.key, hint: say(f.hint), required: f.required, most: mostOf(f), least: f.least, look, of: f.columns?.map(fieldOf),
    type: look ? 'pick' : f.type === 'yes_no' ? 'choice' : (f.type as FieldSpec['type']),
    options: f.type === 'yes_no' ? yesNo() : f.options?.map((o) => ({ value: o.value, label: say(o.label) ?? o.value })),
  }
}
const mostOf = (f: OwnField) => f.most || (f.type === 'rows' ? 50 : f.type === 'files' ? 10 : f.type === 'choices' ? undefined : 500)
const yesNo = () => ['true', 'false'].map((value) => ({ value, label: t('start.yesNo.' + value) }))
