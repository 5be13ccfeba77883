import { centsOf, yuan } from '@/lib/amounts'

import { dayTyped } from './days'

/** What a field holds. */
export type FieldType = 'line' | 'lines' | 'number' | 'money' | 'date' | 'month' | 'choice' | 'choices' | 'pick' | 'grams' | 'whole' | 'rows' | 'files'

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
  /** Of a choice, or of several; a value may be a boolean. */
  options?: { value: string | boolean; label: string }[]
  /** Of a pick: finds entries by words. */
  look?: (words: string) => Promise<Entry[]>
  /** Of rows: the fields of each. */
  of?: FieldSpec[]
  least?: number
  /** Of rows: what is computed of them, and typed by nobody. */
  totals?: Total[]
}

/** The total of a column of rows. */
export interface Total {
  key: string
  label: string
  column: string
  money: boolean
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
    case 'choices':
      return []
    case 'choice':
      return typeof f.options?.[0]?.value === 'boolean' ? false : ''
  }
  return ''
}

/** A value as it is sent: texts and cells trimmed, rows without empty cells; nothing at all is
 * an empty text. A row in between that is empty stays, for faults are told by their number. */
export function written(value: unknown): unknown {
  if (!Array.isArray(value)) return String(value ?? '').trim()
  const all = value.map((one: unknown) => (typeof one === 'object' && one !== null ? cells(one as Row) : one))
  return all.every((one) => typeof one === 'object' && one !== null && !Object.keys(one).length) ? '' : all
}

const cells = (row: Row) => Object.fromEntries(Object.entries(row).map(([k, v]) => [k, String(v ?? '').trim()]).filter(([, v]) => v).sort())

/** What the rows come to in a column, as people write it; what is no number counts nothing. */
export function totalOf(total: Total, rows: Row[]): string {
  const cents = rows.reduce((sum, row) => sum + (centsOf(String(row[total.column] ?? '')) ?? 0), 0)
  return total.money ? yuan(cents) : String(cents / 100)
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
