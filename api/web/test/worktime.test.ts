import { describe, expect, it } from 'vitest'
import { calendarOf, dueOf, workingMinutes } from '@/lib/worktime'

const cal = calendarOf([
  { year: 2026, known: true, hours: ['08:30-12:00', '13:30-18:00'], days: [
    { day: '2026-10-01', kind: 'holiday' }, { day: '2026-10-02', kind: 'holiday' },
    { day: '2026-10-10', kind: 'workday' } ] },
  { year: 2027, known: false, hours: [], days: [] },
])
const at = (text: string) => new Date(text + ':00+08:00')

describe('working time left', () => {
  it('counts the shifts of a working day and not the rest of it', () => {
    expect(workingMinutes(cal, at('2026-11-20T08:00'), at('2026-11-20T23:00'))).toBe(480)
    expect(workingMinutes(cal, at('2026-11-20T11:00'), at('2026-11-20T14:00'))).toBe(90)
  })
  it('leaves out weekends and holidays, and counts a Saturday that is made up', () => {
    expect(workingMinutes(cal, at('2026-11-20T18:00'), at('2026-11-23T18:00'))).toBe(480)
    expect(workingMinutes(cal, at('2026-09-30T18:00'), at('2026-10-05T12:00'))).toBe(210)
    expect(workingMinutes(cal, at('2026-10-09T18:00'), at('2026-10-11T18:00'))).toBe(480)
  })
  it('is negative once the deadline is past', () => {
    expect(workingMinutes(cal, at('2026-11-23T09:30'), at('2026-11-20T17:00'))).toBe(-120)
  })
  it('does not guess a year that is not known', () => {
    expect(workingMinutes(cal, at('2026-12-31T09:00'), at('2027-01-04T18:00'))).toBeUndefined()
    expect(dueOf(cal, at('2026-12-31T09:00'), '2027-01-04T10:00:00Z')).toEqual({ look: 'later' })
  })
  it('looks as urgent as it is', () => {
    const look = (now: string) => dueOf(cal, at(now), '2026-11-20T10:00:00Z') // 18:00
    expect(look('2026-11-18T08:30')).toEqual({ look: 'later', left: { unit: 'days', n: 3 } })
    expect(look('2026-11-20T10:00')).toEqual({ look: 'today', left: { unit: 'hours', n: 6.5 } })
    expect(look('2026-11-20T17:30')).toEqual({ look: 'soon', left: { unit: 'minutes', n: 30 } })
    expect(look('2026-11-23T09:30')).toEqual({ look: 'over', left: { unit: 'hours', n: 1 } })
  })
})
