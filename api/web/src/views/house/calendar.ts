import type { Shape } from '@/api/client'

export type Day = Shape<'DayView'>

/** A cell of a month: a day with what it is. */
export interface Cell {
  day: string
  number: number
  free: boolean // nobody works
  odd?: Day // differs from the week
}

const two = (n: number) => String(n).padStart(2, '0')

/** The weeks of a month, from Monday on; empty cells where other months are. */
export function weeks(year: number, month: number, odd: Map<string, Day>): (Cell | undefined)[][] {
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate()
  const cells: (Cell | undefined)[] = Array.from({ length: (weekday(year, month, 1) + 6) % 7 }, () => undefined)
  for (let d = 1; d <= last; d++) {
    const day = `${year}-${two(month)}-${two(d)}`
    const own = odd.get(day)
    cells.push({ day, number: d, free: own ? own.kind === 'holiday' : [0, 6].includes(weekday(year, month, d)), odd: own })
  }
  while (cells.length % 7) cells.push(undefined)
  return Array.from({ length: cells.length / 7 }, (_, i) => cells.slice(i * 7, i * 7 + 7))
}

const weekday = (year: number, month: number, day: number) => new Date(Date.UTC(year, month - 1, day)).getUTCDay()

/** How many days of the year are worked on. */
export function worked(year: number, odd: Map<string, Day>): number {
  let n = 0
  for (let m = 1; m <= 12; m++) n += weeks(year, m, odd).flat().filter((c) => c && !c.free).length
  return n
}

/** The days as the house takes them: the company's own, with what was changed. null takes
 * an own day back. */
export function edited(days: Day[], changes: Map<string, Shape<'DayForm'> | null>): Shape<'DayForm'>[] {
  const own = new Map(days.filter((d) => d.own).map((d) => [d.day, { day: d.day, kind: d.kind as 'holiday' | 'workday', name: d.nameZh, nameEn: d.nameEn, source: d.source }]))
  const all = new Map<string, Shape<'DayForm'>>(own)
  for (const [day, form] of changes) {
    if (form) all.set(day, form)
    else all.delete(day)
  }
  return [...all.values()].sort((a, b) => (a.day < b.day ? -1 : 1))
}

/** The days on which two calendars of a year differ. */
export function differing(was: Day[], now: Day[]): string[] {
  const of = (days: Day[]) => new Map(days.map((d) => [d.day, [d.kind, d.nameZh, d.nameEn, d.source, d.own].join('|')]))
  const [a, b] = [of(was), of(now)]
  return [...new Set([...a.keys(), ...b.keys()])].filter((day) => a.get(day) !== b.get(day)).sort()
}
