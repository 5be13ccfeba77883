import type { Shape } from '@/api/client'
import { dayOf } from './time'

/** The working days that are known: those that differ from the week, by their date. */
export interface WorkCalendar {
  days: Map<string, 'holiday' | 'workday'>
  years: Set<number>
  /** From and to of each shift in minutes of the day. */
  shifts: [number, number][]
}

const minute = 60_000
const offset = 8 * 60 * minute // of China, which has no summer time

type Year = Pick<Shape<'CalendarView'>, 'year' | 'known' | 'hours'> & { days: Pick<Shape<'DayView'>, 'day' | 'kind'>[] }

export function calendarOf(views: Year[]): WorkCalendar {
  const known = views.filter((v) => v.known)
  return {
    days: new Map(known.flatMap((v) => v.days.map((d) => [d.day, d.kind as 'holiday' | 'workday'] as const))),
    years: new Set(known.map((v) => v.year)),
    shifts: views[0]?.hours.map((h) => h.split('-').map(minutes) as [number, number]) ?? [],
  }
}

function minutes(clock: string): number {
  const [h, m] = clock.split(':').map(Number)
  return h! * 60 + m!
}

/** Minutes of working time from now to due, negative once due is past; undefined where a
 * year on the way is not known: what is not known is not guessed. */
export function workingMinutes(cal: WorkCalendar, now: Date, due: Date): number | undefined {
  if (due < now) {
    const late = workingMinutes(cal, due, now)
    return late === undefined ? undefined : -late
  }
  let left = 0
  for (let day = Math.floor((now.getTime() + offset) / (24 * 60 * minute)); ; day++) {
    const midnight = day * 24 * 60 * minute - offset
    if (midnight > due.getTime()) return left
    const date = new Date(midnight)
    if (!cal.years.has(Number(dayOf(date).slice(0, 4)))) return undefined
    if (!works(cal, date)) continue
    for (const [from, to] of cal.shifts) {
      const begin = Math.max(now.getTime(), midnight + from * minute)
      const end = Math.min(due.getTime(), midnight + to * minute)
      if (end > begin) left += (end - begin) / minute
    }
  }
}

function works(cal: WorkCalendar, date: Date): boolean {
  const own = cal.days.get(dayOf(date))
  if (own) return own === 'workday'
  const weekday = new Date(date.getTime() + offset).getUTCDay()
  return weekday !== 0 && weekday !== 6
}

/** How a deadline looks; the words always say it too. */
export type DueLook = 'over' | 'soon' | 'today' | 'later'

export interface Due {
  look: DueLook
  /** A stretch of working time: its unit and how many; undefined where it is not known. */
  left?: { unit: 'days' | 'hours' | 'minutes'; n: number }
}

/** A deadline as a reader sees it; a working day has eight hours. */
export function dueOf(cal: WorkCalendar, now: Date, at: string): Due {
  const due = new Date(at)
  const left = workingMinutes(cal, now, due)
  const over = now > due
  if (left === undefined) return { look: over ? 'over' : 'later' }
  const look = over ? 'over' : left < 240 ? 'soon' : left < 480 ? 'today' : 'later'
  const size = Math.abs(left)
  if (size >= 480) return { look, left: { unit: 'days', n: Math.round(size / 48) / 10 } }
  if (size >= 60) return { look, left: { unit: 'hours', n: Math.round(size / 6) / 10 } }
  return { look, left: { unit: 'minutes', n: Math.ceil(size) } }
}
