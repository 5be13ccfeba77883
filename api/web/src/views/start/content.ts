import { computed, ref, shallowRef } from 'vue'
import type { Shape } from '@/api/client'
import { readable, unreadable, type FieldSpec, type FormValue, type Wrong } from '@/forms/spec'
import { t } from '@/i18n'
import { useSigners } from './signers'
import { documentOf, specOf, valueOf } from './specs'

type Form = Shape<'FormDefinition'>
type Case = Shape<'CaseView'>

/** What is filled in: a kind of form, its fields, what they hold, and whom the applicant
 * chose to sign. */
export function useContent() {
  const kind = ref('')
  const name = ref('')
  const form = shallowRef<Form>()
  const specs = shallowRef<FieldSpec[]>()
  const value = ref<FormValue>({})
  const names = ref<Record<string, string>>({})
  const signers = useSigners()
  let rest: FormValue = {} // the document with what the form does not show
  const byHand = new Set<string>() // fields that the house could count, but somebody has typed

  /** Shows a document. */
  function show(document: FormValue) {
    rest = document
    signers.take(document)
    specs.value = specOf(kind.value, form.value)
    value.value = valueOf(specs.value ?? [], document, !!form.value)
  }

  /** The document as it is filled in. What cannot be read is no part of it. */
  function written(): FormValue {
    return documentOf(readable(specs.value ?? [], value.value), signers.into(rest), form.value)
  }

  /** What is filled in, as one text: it differs when anything was typed. */
  const text = () => JSON.stringify([value.value, signers.chosen.value])

  const unread = computed<Wrong[]>(() => unreadable(specs.value ?? [], value.value).map((at) => ({ at, text: t('start.wrongNumber') })))

  /** Fills a field in. Days that are counted between two dates are counted anew when one of them is another. */
  function fill(key: string, to: unknown) {
    value.value[key] = to
    byHand.add(key)
    for (const f of form.value?.fields ?? []) {
      if (!f.days || ![f.days.from, f.days.until].includes(key) || !(f.key in value.value)) continue
      value.value[f.key] = ''
      byHand.delete(f.key)
    }
  }

  /** Takes what the house has counted into fields that were left empty. */
  function counted(document: FormValue) {
    const said = (document.values as FormValue | undefined) ?? {}
    for (const f of form.value?.fields ?? []) if (f.days && !byHand.has(f.key) && value.value[f.key] === '' && said[f.key]) value.value[f.key] = said[f.key]
  }

  /** Takes what a case is, and the names of what was picked, which its document knows by id only. */
  function takeCase(c: Case) {
    kind.value = c.kind
    name.value = c.kindName
    form.value = c.document.form
    takeNames(c)
  }
  function takeNames(c: Case) {
    const raw = rawOf(c)
    const said = new Map(c.document.fields.map((f) => [f.key, f.value]))
    for (const [key, v] of Object.entries({ ...raw, ...(raw.values as object | undefined) })) {
      if (typeof v === 'string' && said.get(key)) names.value[v] = key === 'clause' ? said.get(key)!.replace(v + ' ', '') : said.get(key)!
    }
    for (const l of c.document.lines) if (l.variety) names.value[l.variety] = l.code + ' ' + l.name
  }
  return { kind, name, form, specs, value, names, signers, unread, show, written, text, fill, counted, takeCase, takeNames }
}

export type Content = ReturnType<typeof useContent>

/** The document of a case as it was sent, without the files of its fields, which the house
 * knows by itself. */
export function rawOf(c: Case): FormValue {
  const raw = (c.document.raw as FormValue | undefined) ?? {}
  const files = new Set(c.document.form?.fields.filter((f) => f.type === 'files').map((f) => f.key))
  if (!files.size || !raw.values) return raw
  return { ...raw, values: Object.fromEntries(Object.entries(raw.values).filter(([key]) => !files.has(key))) }
}
