import { widthOf } from '@/lib/box'
import type { Chart, Series } from './charts'

export type Colours = Record<Series['look'] | 'line' | 'quiet' | 'surface' | 'text', string>

/** The colours of now, out of the tokens that everything is drawn with. */
export function coloursOf(style: CSSStyleDeclaration): Colours {
  const of = (name: string) => style.getPropertyValue('--' + name).trim()
  return { brand: of('brand'), ok: of('ok'), bad: of('bad'), edge: of('edge'), warn: of('warn'), ink: of('ink-2'), line: of('line'), quiet: of('ink-2'), surface: of('surface'), text: of('ink') }
}

// Names beside bars go on below where they are long: on a phone three would be cut off alike.
const wrapped = (names: string[], narrow: boolean) =>
  ({ width: Math.ceil(Math.min(narrow ? 116 : 240, Math.max(...names.map(widthOf)))), overflow: 'break' as const, lineHeight: 14 })

/** A chart as ECharts wants it: without animation, with a pattern for each series
 * beside its colour. */
export function optionOf(chart: Chart, c: Colours, font: string, narrow: boolean) {
  const label = { color: c.quiet, fontFamily: font, fontSize: 12 }
  const names = { type: 'category' as const, data: chart.along, axisLine: { lineStyle: { color: c.line } }, axisTick: { show: false }, axisLabel: chart.sideways ? { ...label, ...wrapped(chart.along, narrow) } : label }
  const amounts = { type: 'value' as const, minInterval: chart.unit ? undefined : 1, splitLine: { lineStyle: { color: c.line } }, axisLabel: label, name: chart.unit, nameTextStyle: { ...label, align: 'left' as const } }
  return {
    animation: false,
    aria: { enabled: true, label: { enabled: false }, decal: { show: chart.series.length > 1 && !chart.series.some((s) => s.line) } },
    textStyle: { fontFamily: font },
    grid: { left: 8, right: chart.sideways ? 24 : 12, top: chart.sideways ? 36 : 64, bottom: 8, containLabel: true },
    legend: { top: 0, left: 0, type: 'plain' as const, textStyle: { ...label, color: c.text }, itemWidth: 18, itemHeight: 10, selectedMode: false },
    tooltip: { trigger: 'axis' as const, axisPointer: { type: chart.series.some((s) => s.line) ? ('line' as const) : ('shadow' as const) }, backgroundColor: c.surface, borderColor: c.line, textStyle: { color: c.text, fontFamily: font, fontSize: 12 }, confine: true },
    xAxis: chart.sideways ? { ...amounts, nameLocation: 'end' as const, name: undefined } : names,
    yAxis: chart.sideways ? names : amounts,
    series: chart.series.map((s, i) => ({
      name: s.name, type: s.line ? ('line' as const) : ('bar' as const), stack: s.stack, data: s.data.map((n) => n ?? null), color: c[s.look], barMaxWidth: 28, connectNulls: false,
      symbol: ['circle', 'rect', 'triangle', 'diamond'][i % 4], symbolSize: 8, lineStyle: { width: 2, type: (['solid', 'dashed', 'dotted'] as const)[i % 3] },
    })),
  }
}
