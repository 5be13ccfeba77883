import { graphlib, layout } from '@dagrejs/dagre'
import type { Shape } from '@/api/client'
import { post } from './amounts'

/** Where something of a diagram stands in the case. */
export type FlowState = 'done' | 'bad' | 'open' | 'ahead' | 'maybe'

/** A box of the diagram: a seat, the beginning or the end, or where a round closes. */
export interface FlowNode {
  id: string
  kind: 'seat' | 'end' | 'join'
  title: string
  text: string
  state: FlowState
  step: string
}

export interface Flow {
  nodes: FlowNode[]
  edges: { from: string; to: string; state: FlowState }[]
}

export interface Placed extends Flow {
  width: number
  height: number
  places: Map<string, { x: number; y: number; width: number; height: number }>
  lines: { key: string; path: string; state: FlowState }[]
}

type Slate = Shape<'SlateView'>
type Coming = Shape<'ComingView'>
type Seat = Shape<'SeatView'>

/** The words of a diagram. */
export interface FlowWords {
  begin: string
  end: string
  or: string
  vacant: string
  anyOf: (n: number) => string
}

// Of a round that one of many closes, the many are one box: who acted, once somebody has.
const few = 3

/** The way of a case: what was signed, what waits, and what is expected after it. Of a
 * step that was begun again, the last attempt is shown. */
export function flowOf(slates: Slate[], coming: Coming[], words: FlowWords, over: boolean): Flow {
  const flow: Flow = { nodes: [], edges: [] }
  let before = [put(flow, { id: 'begin', kind: 'end', title: words.begin, text: '', state: 'done', step: '' })]
  const round = (id: string, step: string, mode: { mode: string; modeName: string }, seats: FlowNode[]) => {
    if (!seats.length) return
    const acted = seats.filter((s) => s.state === 'done' || s.state === 'bad')
    const shown = mode.mode === 'any' && acted.length ? acted : mode.mode === 'any' && seats.length > few ? [{ ...seats[0]!, id, title: step, text: words.anyOf(seats.length) }] : seats
    link(flow, before, shown.map((node) => put(flow, node)))
    before = shown
    if (shown.length < 2) return
    const join = put(flow, { id: id + '-join', kind: 'join', title: mode.modeName, text: '', state: shown.every((n) => n.state === 'done') ? 'done' : shown[0]!.state === 'maybe' ? 'maybe' : 'ahead', step })
    link(flow, shown, [join])
    before = [join]
  }
  const who = (holders: string[]) => holders.join(words.or) || words.vacant
  for (const s of last(slates)) {
    s.rounds.forEach((r, i) => round(`${s.step}-${i}`, s.stepName, r, r.seats.filter((seat) => seat.state !== 'void').map((seat) => ({ id: seat.task, kind: 'seat', title: seat.post ? post(seat.post) : s.stepName, text: seat.by ?? who(seat.holders), state: stateOf(seat), step: s.stepName }))))
  }
  for (const s of coming.filter((c) => !c.current && !c.only)) {
    s.rounds.forEach((r, i) => round(`${s.step}-coming-${i}`, s.stepName, r, r.seats.map((seat, n) => ({ id: `${s.step}-coming-${i}-${n}`, kind: 'seat', title: seat.post ? post(seat.post) : s.stepName, text: who(seat.holders), state: 'maybe', step: s.stepName }))))
  }
  link(flow, before, [put(flow, { id: 'end', kind: 'end', title: words.end, text: '', state: over ? 'done' : 'ahead', step: '' })])
  return flow
}

function last(slates: Slate[]): Slate[] {
  const newest = new Map(slates.map((s) => [s.step, s]))
  return [...newest.values()]
}

function stateOf(seat: Seat): FlowState {
  if (seat.decision === 'refuse' || seat.decision === 'send_back') return 'bad'
  return seat.state === 'done' ? 'done' : seat.state === 'open' ? 'open' : 'ahead'
}

function put(flow: Flow, node: FlowNode): FlowNode {
  flow.nodes.push(node)
  return node
}

function link(flow: Flow, from: FlowNode[], to: FlowNode[]): void {
  for (const a of from) for (const b of to) flow.edges.push({ from: a.id, to: b.id, state: b.state === 'maybe' ? 'maybe' : a.state === 'done' && b.state !== 'ahead' ? 'done' : 'ahead' })
}

/** How wide a text is at 13 pixels, roughly: Chinese characters are square. */
export function widthOf(text: string): number {
  return [...text].reduce((sum, ch) => sum + (/[\u2e80-\uffef]/.test(ch) ? 13 : 7.2), 0)
}

/** Finds a place for everything: from left to right, or from top to bottom on a phone. */
export function place(flow: Flow, down: boolean): Placed {
  const g = new graphlib.Graph().setGraph({ rankdir: down ? 'TB' : 'LR', nodesep: down ? 16 : 14, ranksep: down ? 30 : 32, marginx: 8, marginy: 8 }).setDefaultEdgeLabel(() => ({}))
  for (const n of flow.nodes) g.setNode(n.id, sizeOf(n))
  for (const e of flow.edges) g.setEdge(e.from, e.to)
  layout(g)
  const of = (id: string) => g.node(id) as { x: number; y: number; width: number; height: number }
  const size = g.graph() as { width?: number; height?: number }
  return {
    ...flow, width: Math.ceil(size.width ?? 0), height: Math.ceil(size.height ?? 0),
    places: new Map(flow.nodes.map((n) => [n.id, of(n.id)])),
    lines: flow.edges.map((e) => ({ key: e.from + ' ' + e.to, state: e.state, path: pathOf((g.edge(e.from, e.to) as { points: { x: number; y: number }[] }).points) })),
  }
}

function sizeOf(n: FlowNode): { width: number; height: number } {
  if (n.kind === 'join') return { width: Math.max(52, widthOf(n.title) + 16), height: 26 }
  if (n.kind === 'end') return { width: Math.max(64, widthOf(n.title) + 28), height: 34 }
  return { width: Math.min(210, Math.max(104, widthOf(n.title) + 44, widthOf(n.text) + 28)), height: 52 }
}

function pathOf(points: { x: number; y: number }[]): string {
  return points.map((p, i) => (i ? 'L' : 'M') + p.x.toFixed(1) + ' ' + p.y.toFixed(1)).join('')
}

/** The beginning of a text that fits into a width. */
export function fit(text: string, width: number): string {
  if (widthOf(text) <= width) return text
  let cut = ''
  for (const ch of text) {
    if (widthOf(cut + ch + '…') > width) break
    cut += ch
  }
  return cut + '…'
}
