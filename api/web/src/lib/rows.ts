import type { Shape } from '@/api/client'
import { t } from '@/i18n'
import type { Change, Version } from './changes'

type Rows = Shape<'RowsView'>

/** The rows of one field in two versions. */
interface Both {
  key: string
  label: string
  was: Rows
  now: Rows
}

/** The fields of two versions that are rows in either. */
export function rowsOf(was: Version, now: Version): Both[] {
  const keys = new Set([...was.fields, ...now.fields].filter((f) => f.rows).map((f) => f.key))
  const of = (v: Version, key: string) => v.fields.find((f) => f.key === key)
  const none: Rows = { columns: [], rows: [] }
  return [...keys].map((key) => ({ key, label: (of(now, key) ?? of(was, key))!.label, was: of(was, key)?.rows ?? none, now: of(now, key)?.rows ?? none }))
}

/** Which cells of rows changed, and which rows came or went. Rows that are the same are told
 * apart by nothing else; of those between them one takes the place of another. */
export function changedRows({ key, label, was, now }: Both): Change[] {
  const changes: Change[] = []
  const line = (n: number, column = '') => label + ' ' + t('start.lineN', { n: n + 1 }) + (column && ' · ' + column)
  const said = (row: string[]) => row.filter(Boolean).join(' · ')
  for (const [i, j] of pairs(was, now)) {
    if (j === undefined) changes.push({ key: `${key}[-${i}]`, label: line(i!), was: said(was.rows[i!]!), now: '' })
    else if (i === undefined) changes.push({ key: `${key}[${j}]`, label: line(j), was: '', now: said(now.rows[j]!) })
    else {
      for (const c of columnsOf(was, now)) {
        const [before, after] = [cell(was, i, c.key), cell(now, j, c.key)]
        if (before !== after) changes.push({ key: `${key}[${j}].${c.key}`, label: line(j, c.label), was: before, now: after })
      }
    }
  }
  return changes
}

const columnsOf = (was: Rows, now: Rows) => [...now.columns, ...was.columns.filter((c) => !now.columns.some((n) => n.key === c.key))]
const cell = (of: Rows, row: number, key: string) => of.rows[row]![of.columns.findIndex((c) => c.key === key)] ?? ''

type Pair = [number | undefined, number | undefined]

// The longest run of rows that are the same in both, and in between row by row.
function pairs(was: Rows, now: Rows): Pair[] {
  const [a, b] = [was.rows, now.rows].map((rows) => rows.map((r) => JSON.stringify(r))) as [string[], string[]]
  const length = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0))
  for (let i = a.length - 1; i >= 0; i--) for (let j = b.length - 1; j >= 0; j--) length[i]![j] = a[i] === b[j] ? length[i + 1]![j + 1]! + 1 : Math.max(length[i + 1]![j]!, length[i]![j + 1]!)
  const all: Pair[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    const [gone, come]: [number[], number[]] = [[], []]
    while ((i < a.length || j < b.length) && !(i < a.length && j < b.length && a[i] === b[j])) {
      if (j >= b.length || (i < a.length && length[i + 1]![j]! >= length[i]![j + 1]!)) gone.push(i++)
      else come.push(j++)
    }
    for (let n = 0; n < Math.max(gone.length, come.length); n++) all.push([gone[n], come[n]])
    i++
    j++
  }
  return all
}
