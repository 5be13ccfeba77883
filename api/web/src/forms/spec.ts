import { dayTyped } from './days'

/** What a field holds. */
export type FieldType = 'line' | 'lines' | 'number' | 'money' | 'date' | 'month' | 'choice' | 'pick' | 'grams' | 'whole' | 'rows'

/** Something that can be picked out of many. */
export interface Entry {
  id: string
  name: string
  note?: string
}

/** A field of a form: every form, whether the product's or a company's own, is a list of them. */
export interface FieldSpec {
  key: string
  label: string
  type: FieldType
  required?: boolean
  hint?: string
  most?: number
  /** Of a choice; a value may be a boolean. */
  options?: { value: string | boolean; label: string }[]
  /** Of a pick: finds entries by words. */
  look?: (words: string) => Promise<Entry[]>
  /** Of rows: the fields of each. */
  of?: FieldSpec[]
  least?: number
}

export type Row = Record<string, unknown>
export type FormValue = Record<string, unknown>

/** A fault of a value: where and why, in words. */
export interface Wrong {
  at: string
  text: string
  clause?: string
  exceptable?: boolean // the general manager may let it pass
}

/** An empty row for the fields. */
export function emptyRow(of: FieldSpec[]): Row {
  return Object.fromEntries(of.map((f) => [f.key, emptyOf(f)]))
}

/** What a field holds before anything is typed. */
export function emptyOf(f: FieldSpec): unknown {
  switch (f.type) {
    case 'rows':
      return Array.from({ length: f.least ?? 1 }, () => emptyRow(f.of ?? []))
    case 'grams':
    case 'whole':
      return 0
    case 'choice':
      return typeof f.options?.[0]?.value === 'boolean' ? false : ''
  }
  return ''
}

/** A number as Chinese keyboards may write it; undefined for what is none. */
export function numberOf(text: string): number | undefined {
  const plain = text.trim().replace(/[０-９．]/g, (ch) => String.fromCharCode(ch.charCodeAt(0) - 0xfee0)).replace(/[,，\s]/g, '')
  if (plain === '') return 0
  return /^\d+(\.\d+)?$/.test(plain) ? Number(plain) : undefined
}

/** Kilograms as typed, in grams; undefined for what is no weight. */
export function gramsOf(text: string): number | undefined {
  const kg = numberOf(text)
  const grams = kg === undefined ? undefined : Math.round(kg * 1e6) / 1e3
  return grams !== undefined && Number.isInteger(grams) ? grams : undefined
}

/** Numbers and days that cannot be read stay in the value as they were typed; this finds where. */
export function unreadable(specs: FieldSpec[], value: FormValue, before = ''): string[] {
  return specs.flatMap((f) => {
    const at = before + f.key
    if (f.type === 'rows') return ((value[f.key] as Row[] | undefined) ?? []).flatMap((row, i) => unreadable(f.of ?? [], row, `${at}[${i}].`))
    return unread(f, value[f.key]) ? [at] : []
  })
}

/** The value without what cannot be read. */
export function readable(specs: FieldSpec[], value: FormValue): FormValue {
  const found = { ...value }
  for (const f of specs) {
    if (f.type === 'rows') found[f.key] = ((value[f.key] as Row[] | undefined) ?? []).map((row) => readable(f.of ?? [], row))
    else if (unread(f, value[f.key])) found[f.key] = emptyOf(f)
  }
  return found
}

const counts = (f: FieldSpec) => f.type === 'grams' || f.type === 'whole'
const isText = (v: unknown): v is string => typeof v === 'string' && v !== ''
const unread = (f: FieldSpec, v: unknown) => isText(v) && (counts(f) || (['date', 'month'].includes(f.type) && !dayTyped(v, f.type === 'month')))

/** What was typed into a field that holds a number: the number, or the text where it is none. */
export function amountOf(type: FieldType, text: string): number | string {
  const n = type === 'grams' ? gramsOf(text) : numberOf(text)
  return n === undefined || (type === 'whole' && !Number.isInteger(n)) ? text : n
}

/** What a value holds at a place: lines[0].pieces. */
export function valueAt(value: FormValue, at: string): unknown {
  return at.split(/[.[\]]+/).filter(Boolean).reduce<unknown>((v, key) => (typeof v === 'object' && v !== null ? (v as FormValue)[key] : undefined), value)
}
