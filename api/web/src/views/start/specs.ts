import { api, got, type Shape } from '@/api/client'
import type { Entry, FieldSpec, FormValue } from '@/forms/spec'
import { emptyOf, written } from '@/forms/spec'
import { t } from '@/i18n'
import { specsAt } from './own'

const label = (key: string) => t('start.fields.' + key)
const q = (words: string) => ({ params: { query: { q: words } } })

async function customers(words: string): Promise<Entry[]> {
  const found = await got(api.GET('/api/v1/customers', q(words)))
  return found.rows.map((c) => ({ id: c.id, name: c.name, note: c.code }))
}
async function varieties(words: string): Promise<Entry[]> {
  const found = await got(api.GET('/api/v1/varieties', q(words)))
  return found.rows.map((v) => ({ id: v.id, name: v.code + ' ' + v.name, note: v.inProduction ? '' : t('start.fromWarehouse') }))
}
async function clauses(words: string): Promise<Entry[]> {
  const found = await got(api.GET('/api/v1/rules'))
  return found.rows.filter((c) => c.exceptable && (c.id + c.text).includes(words)).map((c) => ({ id: c.id, name: c.text, note: c.id }))
}

/** What a clause says; its id where the house does not know it. */
export async function clauseText(id: string): Promise<string> {
  const found = await got(api.GET('/api/v1/rules')).catch(() => undefined)
  return found?.rows.find((c) => c.id === id)?.text ?? id
}

const line = (of: FieldSpec[]): FieldSpec => ({ key: 'lines', label: label('lines'), type: 'rows', of, required: true })
const variety = (): FieldSpec => ({ key: 'variety', label: label('variety'), type: 'pick', look: varieties, required: true })
const purpose = (): FieldSpec => ({ key: 'purpose', label: label('purpose'), type: 'lines', required: true })

const own: Record<string, () => FieldSpec[]> = {
  sample_request: () => [
    { key: 'customer', label: label('customer'), type: 'pick', look: customers, required: true },
    purpose(),
    {
      key: 'free', label: label('free'), type: 'choice', required: true,
      options: [{ value: true, label: t('start.free.free') }, { value: false, label: t('start.free.paid') }],
    },
    { key: 'wantedOn', label: label('wantedOn'), type: 'date', required: true },
    line([
      variety(),
      { key: 'size', label: label('size'), type: 'choice', required: true, options: ['whole', 'half', 'small'].map((s) => ({ value: s, label: t('start.sizes.' + s) })) },
      { key: 'pieces', label: label('pieces'), type: 'whole', required: true },
    ]),
    { key: 'remark', label: label('remark'), type: 'lines' },
  ],
  sample_requisition: () => [purpose(), line([variety(), { key: 'grams', label: label('grams'), type: 'grams', required: true }])],
  sample_month_end: () => [{ key: 'month', label: label('month'), type: 'month', required: true, hint: t('start.monthEarly') }],
  exception: () => [
    { key: 'clause', label: label('clause'), type: 'pick', look: clauses, required: true },
    { key: 'reason', label: label('reason'), type: 'lines', required: true, most: 2000 },
  ],
  revocation: () => [{ key: 'reason', label: label('reason'), type: 'lines', required: true, most: 2000 }],
}

/** The fields of a kind of document; undefined for one that has a page of its own. */
export function specOf(kind: string, form?: Shape<'FormDefinition'>): FieldSpec[] | undefined {
  return form ? specsAt(form, 'start') : own[kind]?.()
}

/** The fields' values out of a document; a company's own form keeps them under values. */
export function valueOf(specs: FieldSpec[], document: FormValue, form: boolean): FormValue {
  const from = (form ? (document.values as FormValue | undefined) : document) ?? {}
  const empty = (f: FieldSpec) => (f.type === 'rows' ? !(from[f.key] as unknown[] | undefined)?.length : (from[f.key] ?? undefined) === undefined)
  return Object.fromEntries(specs.map((f) => [f.key, empty(f) ? emptyOf(f) : from[f.key]]))
}

/** The document with the values: what the form does not show stays as it was. */
export function documentOf(value: FormValue, document: FormValue, form?: Shape<'FormDefinition'>): FormValue {
  if (!form) return Object.fromEntries(Object.entries({ ...document, ...value }).filter(([, v]) => v !== '' && v !== null))
  const values = Object.fromEntries(Object.entries(value).map(([k, v]) => [k, written(v)]).filter(([, v]) => v !== ''))
  return { ...document, form: form.code, version: (document.version as number | undefined) ?? form.version, values }
}

/** A fault's place among the fields: the house names those of own forms "values.days". */
export const placeOf = (at: string) => at.replace(/^values\./, '')
