import type { Shape } from '@/api/client'
import { post } from './amounts'

/** Where something of a diagram stands in the case. */
export type FlowState = 'done' | 'bad' | 'open' | 'ahead' | 'maybe'

/** A box of the diagram: a seat, a round whose seats are listed in it, the beginning or
 * the end, or where a round closes. */
export interface FlowNode {
  id: string
  kind: 'seat' | 'round' | 'end' | 'join'
  title: string
  text: string
  state: FlowState
  step: string
  rows?: { text: string; state: FlowState }[]
  more?: number // seats of a round that are not listed
}

export interface Flow {
  nodes: FlowNode[]
  edges: { from: string; to: string; state: FlowState }[]
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

const listed = 5 // rows of a round, at most
const beside = 4 // seats of a round that all must sign, side by side

/** The way of a case: what was signed, what waits, and what is expected after it. Of a
 * step that was begun again, the last attempt is shown. */
export function flowOf(slates: Slate[], coming: Coming[], words: FlowWords, over: boolean): Flow {
  const flow: Flow = { nodes: [], edges: [] }
  let before = [put(flow, { id: 'begin', kind: 'end', title: words.begin, text: '', state: 'done', step: '' })]
  const round = (id: string, step: string, mode: { mode: string; modeName: string; need: number }, all: FlowNode[]) => {
    const seats = mode.mode === 'any' && all.some(acted) ? all.filter(acted) : all
    if (!seats.length) return
    const one = seats.length > 1 && (mode.mode !== 'all' || seats.length > beside)
    const shown = one ? [roundOf(id, step, mode.mode === 'any' ? words.anyOf(seats.length) : mode.mode === 'quorum' ? `${mode.modeName} ${mode.need}/${seats.length}` : mode.modeName, seats)] : seats
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

const acted = (n: FlowNode) => n.state === 'done' || n.state === 'bad'

/** A round as one box that lists its seats: who acted and who is asked now come first. */
function roundOf(id: string, step: string, title: string, seats: FlowNode[]): FlowNode {
  const order: FlowState[] = ['bad', 'done', 'open', 'ahead', 'maybe']
  const rows = seats.map((s) => ({ text: [s.title, s.text].filter(Boolean).join(' '), state: s.state })).sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state))
  const fits = rows.length > listed ? listed - 1 : rows.length
  const state = (['bad', 'open', 'ahead', 'maybe'] as FlowState[]).find((one) => rows.some((r) => r.state === one)) ?? 'done'
  return { id, kind: 'round', title: step + ' · ' + title, text: '', state, step, rows: rows.slice(0, fits), more: rows.length - fits }
}

/** The diagram for a narrow page: seats that act together are listed in one box. */
export function folded(flow: Flow): Flow {
  const nodes: FlowNode[] = []
  const into = new Map<string, string>()
  for (const join of flow.nodes.filter((n) => n.kind === 'join')) flow.edges.filter((e) => e.to === join.id).forEach((e) => into.set(e.from, join.id))
  for (const n of flow.nodes) {
    if (n.kind === 'join') nodes.push(roundOf(n.id, n.step, n.title, flow.nodes.filter((s) => into.get(s.id) === n.id)))
    else if (!into.has(n.id)) nodes.push(n)
  }
  const edges = new Map<string, Flow['edges'][number]>()
  for (const e of flow.edges) {
    const [from, to] = [into.get(e.from) ?? e.from, into.get(e.to) ?? e.to]
    if (from !== to && !edges.has(from + ' ' + to)) edges.set(from + ' ' + to, { from, to, state: e.state })
  }
  return { nodes, edges: [...edges.values()] }
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
