import { ref, shallowRef, watch, type Ref } from 'vue'
import { api, got, type Shape } from '@/api/client'
import { refusalOf, type Refusal } from '@/api/refusal'
import { t } from '@/i18n'
import { later } from '@/lib/later'
import { tidy, type Definition } from './forms'
import { unread } from './matrix'

/** What the house says of a form, soon after it was changed. A check that failed says so, and
 * can be made again. While it is quiet, faults are counted and not shown. */
export function useFormCheck(form: Ref<Definition | undefined>, text: Ref<string>, quiet: () => boolean) {
  const found = shallowRef<Shape<'FormCheckView'>>({ toCase: false, faults: [], rows: [] })
  const state = ref<'checking' | 'checked' | 'failed'>('checking')
  const failed = shallowRef<Refusal>()

  async function check() {
    if (!form.value) return
    const wrong = unreadIn(form.value)
    if (wrong.length) return answered({ ...found.value, faults: wrong })
    state.value = 'checking'
    const sent = text.value
    try {
      const answer = await got(api.POST('/api/v1/forms/check', { body: tidy(form.value) as never }))
      if (sent !== text.value) return
      answered(answer)
    } catch (thrown) {
      if (sent !== text.value) return
      failed.value = refusalOf(thrown)
      state.value = 'failed'
    }
  }
  function answered(answer: Shape<'FormCheckView'>) {
    found.value = answer
    failed.value = undefined
    state.value = 'checked'
  }
  const soon = later(() => void check(), 500)
  watch(text, (_, before) => ((state.value = 'checking'), before ? soon() : void check()), { immediate: !!text.value })

  /** Faults by what follows a place: "fields[2]" gives those of the field by column. */
  function under(at: string): Record<string, string[]> {
    const all: Record<string, string[]> = {}
    if (quiet()) return all
    for (const f of found.value.faults) {
      if (f.at !== at && !f.at.startsWith(at + '.')) continue
      const column = /^\.(\w+)/.exec(f.at.slice(at.length))?.[1] ?? ''
      ;(all[column] ??= []).push(f.key === 'form-words' ? t('rules.fill') : f.text) // English is filled in by tidy
    }
    return all
  }
  const wrong = (at: string) => Object.values(under(at)).flat()
  return { found, state, failed, under, wrong, check }
}

// The amounts of a form that cannot be read.
function unreadIn(d: Definition) {
  const of = (at: string, rows: object[], members: string[]) => unread(at, rows, members, t('rules.wrongAmount'))
  return [...of('fields', d.fields, ['min', 'max']), ...of('signatures', d.signatures, ['from', 'to']), ...of('tasks', d.tasks ?? [], ['from', 'to'])]
}
