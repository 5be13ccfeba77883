import { ref } from 'vue'
import { api, got } from '@/api/client'
import { now } from './now'
import { dayOf } from './time'
import { calendarOf, type WorkCalendar } from './worktime'

/** The company's calendar of this year and the next; without it only dates are said. */
export const workCalendar = ref<WorkCalendar>({ days: new Map(), years: new Set(), shifts: [] })

let asked = false
export function wantCalendar(): void {
  if (asked) return
  asked = true
  const year = Number(dayOf(now.value).slice(0, 4))
  const of = (y: number) => got(api.GET('/api/v1/calendar/{year}', { params: { path: { year: y } } }))
  Promise.all([of(year - 1), of(year), of(year + 1)]).then(
    (views) => (workCalendar.value = calendarOf(views)),
    () => (asked = false),
  )
}
