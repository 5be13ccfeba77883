import { upload } from '@/api/upload'
import type { Shape } from '@/api/client'

/** How a file with the organisation is brought in: seen is the digest of the differences that
 * were looked at, without one it is only said what would change. */
export interface Bringing {
  endMissing: boolean
  seen?: string
}

/** Sends a file with the organisation, and tells how far it is. */
export function sendRoster(file: File, how: Bringing, far: (part: number) => void): Promise<Shape<'ImportView'>> {
  const query = new URLSearchParams({ preview: String(!how.seen), endMissing: String(how.endMissing), ...(how.seen ? { seen: how.seen } : {}) })
  return upload(`/api/v1/organisation/import?${query}`, file, far)
}

/** First passwords as a file for a spreadsheet. */
export function passwordFile(rows: Shape<'ImportPassword'>[], head: string[]): Blob {
  const cell = (text: string) => '"' + (/^[=+\-@\t\r]/.test(text) ? "'" : '') + text.replace(/"/g, '""') + '"'
  const lines = [head, ...rows.map((r) => [r.no, r.name, r.login, r.password])]
  return new Blob(['\ufeff' + lines.map((l) => l.map(cell).join(',')).join('\r\n') + '\r\n'], { type: 'text/csv' })
}

type Change = Shape<'ImportChange'>

/** The differences by kind and by what happens to the rows, for the heads of groups. */
export function sums(changes: Change[]): { kind: string; name: string; added: number; changed: number; ended: number }[] {
  const found = new Map<string, { kind: string; name: string; added: number; changed: number; ended: number }>()
  for (const c of changes) {
    const s = found.get(c.kind) ?? { kind: c.kind, name: c.kindName, added: 0, changed: 0, ended: 0 }
    s[c.op]++
    found.set(c.kind, s)
  }
  return [...found.values()]
}

/** The rows that words are part of, by key, name and what changes. */
export function found(changes: Change[], by: { op: string; kind: string; q: string }): Change[] {
  const q = by.q.trim().toLowerCase()
  return changes.filter((c) => (!by.op || c.op === by.op) && (!by.kind || c.kind === by.kind) && (!q || [c.key, c.name, ...c.fields.flatMap((f) => [f.old, f.new])].some((t) => t.toLowerCase().includes(q))))
}
