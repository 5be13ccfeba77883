import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import type { Shape } from '@/api/client'
import { words } from '@/i18n'
import { closing, durations, lateShare, throughput } from '@/views/lead/charts'
import { monthsAhead, monthsBack, monthsBetween, monthsOffered, spanWith } from '@/views/lead/months'
import { optionOf, type Colours } from '@/views/lead/draw'
import PleaCard from '@/views/lead/PleaCard.vue'
import { nextOf, pleaOf, queueOf } from '@/views/lead/queue'
import { caseOf } from './caseof'

const row = (c: string, kind = 'exception', verb = 'sign') => ({ case: c, kind, verb }) as Shape<'InboxRow'>
const month = (name: string, kind: string, change: Partial<Shape<'MonthFigures'>> = {}): Shape<'MonthFigures'> => ({ month: name, kind, kindName: kind.toUpperCase(), opened: 0, completed: 0, refused: 0, withdrawn: 0, revoked: 0, ...change })
const named = (key: string) => key

describe('the queue of exceptions', () => {
  it('has each exception once, and nothing else that waits', () => {
    expect(queueOf([row('a'), row('b', 'sample_request'), row('c', 'exception', 'resubmit'), row('a'), row('d')]).map((r) => r.case)).toEqual(['a', 'd'])
  })
  it('goes on with the one after, past those that were signed meanwhile, and begins again at its end', () => {
    const was = ['a', 'b', 'c', 'd'].map((c) => row(c))
    expect(nextOf(was, [row('a'), row('c'), row('d')], 'b')).toBe('c')
    expect(nextOf(was, [row('a'), row('d')], 'b')).toBe('d')
    expect(nextOf(was, [row('a')], 'd')).toBe('a')
    expect(nextOf(was, [], 'd')).toBeUndefined()
    expect(nextOf(was, [row('b')], 'b')).toBeUndefined()
  })
  it('keeps what is asked for apart from what it is about', () => {
    const field = (key: string, value: string) => ({ key, label: key, value })
    const plea = pleaOf({ fields: [field('clause', 'sample.limit 每月 每客户 两个'), field('reason', '客户急用'), field('purpose', '打样'), field('reason', '另一个理由')], lines: [] })
    expect(plea).toMatchObject({ clause: 'sample.limit', text: '每月 每客户 两个', reason: '客户急用' })
    expect(plea.subject.fields.map((f) => f.value)).toEqual(['打样', '另一个理由'])
  })
})

describe('months', () => {
  it('go over the end of a year, both ends belong to them', () => {
    expect(monthsBetween('2025-11', '2026-02')).toEqual(['2025-11', '2025-12', '2026-01', '2026-02'])
    expect(monthsBetween('2026-02', '2026-02')).toEqual(['2026-02'])
    expect(monthsBetween('2026-03', '2026-02')).toEqual([])
  })
  it('are offered back from the last', () => {
    expect(monthsBack('2026-02', 4)).toEqual(['2026-02', '2026-01', '2025-12', '2025-11'])
  })
  it('are offered three years back, and further from the one that is chosen', () => {
    const [now, oldest] = ['2026-11', '2023-12']
    expect([monthsOffered(now)[0], monthsOffered(now).at(-1), monthsOffered(now, oldest).at(-1)]).toEqual([now, oldest, '2021-01'])
    expect([monthsAhead('2026-11', 3), monthsOffered(monthsAhead(now, 1))[1]]).toEqual(['2027-02', now])
    expect(monthsOffered(now, '2027-02', 'x', '').filter((m) => m > now)).toEqual(['x', '2027-02'])
  })
  it('lie in order and no further apart than the house tells, whichever is chosen', () => {
    const was = { from: '2026-06', to: '2026-11' }
    expect(spanWith(was, { from: '2026-08' })).toEqual({ from: '2026-08', to: '2026-11' })
    expect(spanWith(was, { from: '2026-12' })).toEqual({ from: '2026-12', to: '2026-12' })
    expect(spanWith(was, { from: '2022-03' })).toEqual({ from: '2022-03', to: '2024-02' })
    expect(spanWith(was, { to: '2025-01' })).toEqual({ from: '2025-01', to: '2025-01' })
    expect(spanWith({ ...was, from: '2022-01' }, { to: '2026-11' })).toEqual({ from: '2024-12', to: '2026-11' })
  })
})

describe('the charts', () => {
  const along = ['2026-10', '2026-11']
  const months = [month('2026-10', 'x', { opened: 2, completed: 1, median: 7200, p90: 9000 }), month('2026-11', 'x', { opened: 1, refused: 1, median: 3600, p90: 3600 }), month('2026-11', 'y', { opened: 4, withdrawn: 1, revoked: 2, median: 360, p90: 720 })]
  it('count over all kinds, and draw a month without cases as nothing', () => {
    expect(throughput(months, [...along, '2026-12'], named).series.map((s) => [s.name, s.data])).toEqual([['opened', [2, 5, 0]], ['completed', [1, 0, 0]], ['refused', [0, 1, 0]], ['withdrawn', [0, 1, 0]], ['revoked', [0, 2, 0]]])
  })
  it('never add medians up: several kinds have a line each, one kind has its spread', () => {
    expect(closing(months, along, named).series.map((s) => [s.name, s.data])).toEqual([['X', [2, 1]], ['Y', [undefined, 0.1]]])
    expect(closing(months.slice(0, 2), along, named).series.map((s) => [s.name, s.data])).toEqual([['medianShort', [2, 1]], ['p90Short', [2.5, 1]]])
  })
  it('put the slowest step on top, and leave out what was not measured', () => {
    const step = (name: string, median?: number): Shape<'StepFigures'> => ({ kind: 'x', kindName: 'X', step: name, stepName: name, done: 3, overdue: 1, median, p90: median })
    expect(durations([step('slow', 7200), step('unknown'), step('fast', 360)], named).along).toEqual(['fast', 'slow'])
    expect(lateShare(step('slow'))).toBe(33)
  })
  it('tell series apart by more than colour', () => {
    const colours = Object.fromEntries(['brand', 'ok', 'bad', 'edge', 'warn', 'ink', 'line', 'quiet', 'surface', 'text'].map((c) => [c, c])) as Colours
    const bars = optionOf(throughput(months, along, named), colours, 'serif', false)
    expect(bars.aria.decal.show).toBe(true)
    const lines = optionOf(closing(months, along, named), colours, 'serif', false).series
    expect(new Set(lines.map((s) => `${s.symbol} ${s.lineStyle.type}`)).size).toBe(lines.length)
    expect(lines[1]!.data).toEqual([null, 0.1])
  })
})

it('who decides an exception sees the files of what it is about, and its own', () => {
  const file = (name: string) => ({ id: name, name, mediaType: 'application/pdf', size: 1, at: '', by: '' })
  const of = caseOf({ subject: 'c0', attachments: [file('letter.pdf')] } as never)
  const stubs = { RouterLink: true, LinesTable: true, FileLook: { props: ['file'], template: '<a>{{ file.name }}</a>' } }
  const page = mount(PleaCard, { props: { of, subject: caseOf({ id: 'c0', attachments: [file('quotation.pdf')] } as never) }, global: { plugins: [words], stubs } })
  expect(page.findAll('li').map((li) => li.text())).toEqual(['quotation.pdf', 'letter.pdf'])
})
