import type { Shape } from '@/api/client'

type Row = Shape<'InboxRow'>

/** The exceptions that wait for the person's signature, each once, the soonest due first. */
export function queueOf(rows: Row[]): Row[] {
  const all = new Map<string, Row>()
  for (const row of rows) {
    if (row.kind === 'exception' && row.verb === 'sign' && !all.has(row.case)) all.set(row.case, row)
  }
  return [...all.values()]
}

/** Which case comes next when one is left: the one after it as the queue was, that still
 * waits; else the first. */
export function nextOf(was: Row[], now: Row[], left: string): string | undefined {
  const waits = new Set(now.map((row) => row.case))
  const at = was.findIndex((row) => row.case === left)
  return was.slice(at + 1).find((row) => row.case !== left && waits.has(row.case))?.case ?? now.find((row) => row.case !== left)?.case
}

/** What an exception asks for, apart from what it is about. */
export interface Plea {
  clause: string
  text: string
  reason: string
  subject: Shape<'DocumentView'>
}

export function pleaOf(document: Shape<'DocumentView'>): Plea {
  const value = (key: string) => document.fields.find((f) => f.key === key)?.value ?? ''
  const [clause = '', ...words] = value('clause').split(' ')
  const at = document.fields.findIndex((f) => f.key === 'reason')
  return { clause, text: words.join(' '), reason: value('reason'), subject: { ...document, fields: document.fields.filter((f, i) => f.key !== 'clause' && i !== at) } }
}
