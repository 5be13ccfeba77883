import type { FieldSpec } from './spec'

const entries = '[aria-invalid=true], input, select, textarea, button'

/** The id of a field's element, by its place: lines[0].pieces. */
export const idOf = (at: string) => 'f-' + at

/** Puts the focus into the first field that is wrong, or where something is said to be; whether
 * there is one. */
export function leadToFirst(within: ParentNode): boolean {
  const found = within.querySelector<HTMLElement>('.wrong, [aria-invalid=true]')
  const entry = found?.matches('.wrong') ? entryOf(found.closest('.field')) : found
  entry?.focus()
  return !!entry
}

/** Puts the focus into the field at a place, or into its first entry where it has several. */
export function leadTo(at: string) {
  const found = document.getElementById(idOf(at)) ?? document.getElementById(idOf(at.replace(/\[.*$/, '')))
  if (found?.matches('input, select, textarea')) found.focus()
  else entryOf(found?.closest('.field'))?.focus()
}

const entryOf = (field?: Element | null) => field?.querySelector<HTMLElement>(entries)

/** What the field at a place is called, and in which row it is, counted from 1. */
export function calledAt(specs: FieldSpec[], at: string): { label: string; row?: number } | undefined {
  for (const spec of specs) {
    const total = spec.totals?.find((f) => f.key === at)
    if (at === spec.key || total) return { label: (total ?? spec).label }
    const [, row, column] = at.startsWith(spec.key + '[') ? (/^\[(\d+)\]\.?(.*)$/.exec(at.slice(spec.key.length)) ?? []) : []
    if (row !== undefined) return { label: spec.of?.find((f) => f.key === column)?.label ?? spec.label, row: Number(row) + 1 }
  }
  return undefined
}
