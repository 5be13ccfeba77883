import type { Shape } from '@/api/client'
import { t } from '@/i18n'
import { yuan } from '@/lib/amounts'

export type Parameter = Shape<'ParameterView'>
type Values = Record<string, unknown>

/** What is typed for each parameter: words of a list, or a number as it is typed; an
 * amount in cents. */
export type Entries = Record<string, string | number | string[]>

/** The entry for a value. */
export function entryOf(p: Parameter, value: unknown): string | number | string[] {
  if (p.type === 'words') return [...((value ?? []) as string[])]
  return p.type === 'money' ? Number(value) : String(value)
}

/** The value of an entry: what is no number goes as it is, and the house says so. */
export function valueOfEntry(p: Parameter, entry: string | number | string[]): unknown {
  if (p.type === 'words') return (p.words ?? []).map((w) => w.value).filter((w) => (entry as string[]).includes(w))
  if (p.type === 'money') return entry
  const typed = String(entry).trim().replace(/[０-９]/g, (ch) => String.fromCharCode(ch.charCodeAt(0) - 0xfee0))
  return /^-?\d{1,15}$/.test(typed) ? Number(typed) : typed
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

/** What a change names: only what differs from what is in force; the regulations' own
 * value where there is one of the company's becomes null, which gives it back. */
export function changeOf(all: Parameter[], entries: Entries): Values {
  const values: Values = {}
  for (const p of all) {
    const now = valueOfEntry(p, entries[p.key] ?? entryOf(p, p.value))
    if (same(now, p.value)) continue
    values[p.key] = p.own && same(now, p.default) ? null : now
  }
  return values
}

/** The entries with a change that was proposed before. */
export function entriesOf(all: Parameter[], proposed: Values = {}): Entries {
  return Object.fromEntries(all.map((p) => [p.key, entryOf(p, p.key in proposed ? (proposed[p.key] ?? p.default) : p.value)]))
}

/** A value as people read it; without one the regulations' own holds. One that the product no
 * longer has stands as it is kept. */
export function saidOf(value: unknown, of?: Parameter): string {
  const is = value ?? of?.default
  if (Array.isArray(is)) return is.map((w) => of?.words?.find((one) => one.value === w)?.name ?? String(w)).join(t('shell.list')) || '—'
  if (of?.type === 'money') return yuan(Number(is))
  return is === undefined ? '—' : typeof is === 'string' ? is : JSON.stringify(is)
}

/** The parameter that a fault is at: "values.sample.weights/half_g". */
export const keyOf = (at: string) => (at.startsWith('values.') ? at.slice('values.'.length) : undefined)
