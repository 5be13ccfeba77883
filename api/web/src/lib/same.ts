/** Whether two documents say the same: the order of members says nothing, nor does what is empty. */
export function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(said(one)) === JSON.stringify(said(other))
}

function said(value: unknown): unknown {
  if (Array.isArray(value)) return value.length ? value.map((v) => said(v) ?? null) : undefined
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(([k, v]) => [k, said(v)] as const).filter(([, v]) => v !== undefined)
    return members.length ? Object.fromEntries(members.sort(([a], [b]) => (a < b ? -1 : 1))) : undefined
  }
  return value === '' || value === 0 || value === false || value === null ? undefined : value
}
