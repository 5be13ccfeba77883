import type { Shape } from '@/api/client'

type Month = Shape<'MonthFigures'>
type Step = Shape<'StepFigures'>

/** A row of bars or points with its name; undefined where there is nothing to draw. */
export interface Series {
  name: string
  data: (number | undefined)[]
  look: 'brand' | 'ok' | 'bad' | 'edge' | 'warn' | 'ink'
  stack?: string
  line?: boolean
}

/** A chart in numbers: what stands along the axis, and the series over it. */
export interface Chart {
  along: string[]
  series: Series[]
  unit?: string
  sideways?: boolean
}

export type Named = (key: 'opened' | 'completed' | 'refused' | 'withdrawn' | 'revoked' | 'medianShort' | 'p90Short') => string

export const hours = (seconds: number | undefined) => (seconds === undefined ? undefined : Math.round(seconds / 360) / 10)

type Counted = 'opened' | 'completed' | 'refused' | 'withdrawn' | 'revoked'

/** How many came in and went out, over all kinds that are given. */
export function throughput(months: Month[], along: string[], named: Named): Chart {
  const sum = (month: string, of: Counted) => months.filter((m) => m.month === month).reduce((n, m) => n + m[of], 0)
  const series = (of: Counted, look: Series['look'], stack?: string): Series => ({ name: named(of), look, stack, data: along.map((m) => sum(m, of)) })
  return { along, series: [series('opened', 'edge'), series('completed', 'ok', 'closed'), series('refused', 'bad', 'closed'), series('withdrawn', 'warn', 'closed'), series('revoked', 'ink', 'closed')] }
}

const looks: Series['look'][] = ['brand', 'ok', 'warn', 'bad', 'ink', 'edge']

/** From submission to the end: of one kind the median and nine of ten, of several the
 * median of each, since medians cannot be added up. */
export function closing(months: Month[], along: string[], named: Named): Chart {
  const kinds = [...new Set(months.filter((m) => m.median !== undefined).map((m) => m.kind))]
  const of = (kind: string, what: 'median' | 'p90') => along.map((month) => hours(months.find((m) => m.kind === kind && m.month === month)?.[what]))
  if (kinds.length === 1) {
    const kind = kinds[0]!
    return { along, series: [{ name: named('medianShort'), look: 'brand', line: true, data: of(kind, 'median') }, { name: named('p90Short'), look: 'warn', line: true, data: of(kind, 'p90') }] }
  }
  return { along, series: kinds.map((kind, i) => ({ name: months.find((m) => m.kind === kind)!.kindName, look: looks[i % looks.length]!, line: true, data: of(kind, 'median') })) }
}

/** How long steps took, the slowest on top. */
export function durations(steps: Step[], named: Named): Chart {
  const sorted = steps.filter((s) => s.median !== undefined).sort((a, b) => a.median! - b.median!)
  const one = new Set(sorted.map((s) => s.kind)).size === 1
  return {
    along: sorted.map((s) => (one ? s.stepName : s.kindName + ' · ' + s.stepName)),
    series: [{ name: named('medianShort'), look: 'brand', data: sorted.map((s) => hours(s.median)) }, { name: named('p90Short'), look: 'edge', data: sorted.map((s) => hours(s.p90)) }],
    sideways: true,
  }
}

/** The share of tasks that were overdue, in whole percent. */
export const lateShare = (s: Step) => Math.round((100 * s.overdue) / s.done)
