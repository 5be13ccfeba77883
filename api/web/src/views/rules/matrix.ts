import type { Shape } from '@/api/client'

export type Row = Shape<'MatrixRow'>
export type RowView = Shape<'MatrixRowView'>

const columns = ['kind', 'step', 'clause', 'verb', 'from', 'to', 'round', 'mode', 'need', 'of', 'within', 'told', 'only', 'own', 'twice', 'proof'] as const
export type Column = (typeof columns)[number]

/** A row without its words: what is kept and sent. */
export function bare(row: Row): Row {
  return Object.fromEntries(columns.map((c) => [c, (row as Record<string, unknown>)[c]]).filter(([, v]) => v !== undefined && v !== '' && v !== 0 && v !== false && !(Array.isArray(v) && !v.length)).concat(row.of.length ? [] : [['of', []]])) as unknown as Row
}

const written = (row: Row) => JSON.stringify(bare(row))

/** A row in which two matrices differ. */
export interface Difference<R extends Row> {
  how: 'added' | 'changed' | 'removed'
  was?: R
  now?: R
  columns: Column[]
}

/** Compares row by row: rows that are the same anywhere in both are no difference; of
 * the others, those for the same step, round and amount belong together. */
export function differences<R extends Row>(was: R[], now: R[]): Difference<R>[] {
  const before = [...was]
  const fresh = now.filter((n) => {
    const i = before.findIndex((w) => written(w) === written(n))
    if (i >= 0) before.splice(i, 1)
    return i < 0
  })
  const all: Difference<R>[] = fresh.map((n) => {
    const i = before.findIndex((w) => w.kind === n.kind && w.step === n.step && w.round === n.round && (w.from ?? 0) === (n.from ?? 0))
    if (i < 0) return { how: 'added', now: n, columns: [] }
    const [w] = before.splice(i, 1)
    const [a, b] = [bare(w!), bare(n)] as [Record<string, unknown>, Record<string, unknown>]
    return { how: 'changed', was: w, now: n, columns: columns.filter((c) => JSON.stringify(a[c]) !== JSON.stringify(b[c])) }
  })
  return [...all, ...before.map((w): Difference<R> => ({ how: 'removed', was: w, columns: [] }))]
}

/** The rounds that hold for amounts from one on to below another; to 0 = no limit. */
export interface Band<R> {
  from: number
  to: number
  rounds: R[]
}

/** A step with who acts in it, by amount. */
export interface StepRows<R> {
  step: string
  stepName: string
  bands: Band<R>[]
}

/** The rows of a kind by step and amount; each amount has its rounds in order. */
export function stepsOf<R extends RowView>(rows: R[], kind: string): StepRows<R>[] {
  const steps = new Map<string, R[]>()
  for (const r of rows) if (r.kind === kind) steps.set(r.step, [...(steps.get(r.step) ?? []), r])
  return [...steps].map(([step, of]) => ({ step, stepName: of[0]!.stepName, bands: bandsOf(of) }))
}

export function bandsOf<R extends { from?: number; to?: number; round: number }>(of: R[]): Band<R>[] {
  const edges = [...new Set(of.flatMap((r) => [r.from ?? 0, r.to ?? 0]).concat(0))].sort((a, b) => a - b)
  const bands = edges.map((from, i) => ({ from, to: edges[i + 1] ?? 0, rounds: of.filter((r) => (r.from ?? 0) <= from && (!r.to || from < r.to)).sort((a, b) => a.round - b.round) }))
  return bands.filter((b) => b.rounds.length)
}

/** Where a fault of a matrix is: rows[3].of[0] is column of of the row with index 3. */
export function cellOf(at: string): { row: number; column: string } | undefined {
  const m = /^rows\[(\d+)\](?:\.(\w+))?/.exec(at)
  return m ? { row: Number(m[1]), column: m[2] ?? '' } : undefined
}

/** Faults for amounts that cannot be read: MoneyEntry hands them on as they were typed, and the
 * house is not asked about them. */
export function unread(at: string, rows: object[], members: string[], text: string): Shape<'FaultView'>[] {
  const wrong = (row: object) => members.filter((m) => typeof (row as Record<string, unknown>)[m] === 'string')
  return rows.flatMap((row, i) => wrong(row).map((m) => ({ at: `${at}[${i}].${m}`, key: 'amount', text })))
}

/** A word for who acts, taken apart as policies write it. */
export interface Who {
  form: 'place' | 'applicant' | 'chain' | 'choice' | 'field' | 'other'
  done: boolean // told when the step is done
  rank: string
  place: string
  levels: string // of a chain: 1 to 9, or the rank up to which it goes
  from: string // where a chain begins
  number: number // how many are chosen
  field: string
  text: string
}

/** What begins the word for who is told when a step is done; the house writes it so. */
export const whenDone = 'done:'

const nobody: Omit<Who, 'form' | 'text'> = { done: false, rank: 'head', place: 'case-unit', levels: '1', from: 'applicant', number: 1, field: '' }

/** Takes a selector apart; what it does not understand it keeps as text. */
export function whoOf(written: string): Who {
  const done = written.startsWith(whenDone)
  const text = done ? written.slice(whenDone.length) : written
  const base = { ...nobody, text, done }
  if (text === 'applicant') return { ...base, form: 'applicant' }
  let m = /^chain:([1-9]|[a-z_]+)@(applicant|case-unit)$/.exec(text)
  if (m) return { ...base, form: 'chain', levels: m[1]!, from: m[2]! }
  m = /^choice:(?:([2-9]):)?([a-z_]+)@([a-z.-]+)$/.exec(text)
  if (m) return { ...base, form: 'choice', number: Number(m[1] ?? 1), rank: m[2]!, place: m[3]! }
  m = /^field:([a-z][a-z0-9_]*)$/.exec(text)
  if (m) return { ...base, form: 'field', field: m[1]! }
  m = /^([a-z_]+)@([a-z.-]+)$/.exec(text)
  return m ? { ...base, form: 'place', rank: m[1]!, place: m[2]! } : { ...base, form: 'other' }
}

/** Puts a selector together again. */
export function selectorOf(w: Who): string {
  const plain = { applicant: 'applicant', chain: `chain:${w.levels}@${w.from}`, choice: `choice:${w.number > 1 ? w.number + ':' : ''}${w.rank}@${w.place}`, field: 'field:' + w.field, place: w.rank + '@' + w.place, other: w.text }
  return (w.done ? whenDone : '') + plain[w.form]
}
