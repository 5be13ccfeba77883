import type { Shape } from '@/api/client'
import { post } from './amounts'
import { inTime, standingOf, stops, type Standing } from './standing'

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

// One box after another, or side by side.
type Part = FlowNode | { series: Part[] } | { beside: Part[] }
interface Mode {
  mode: string
  modeName: string
  need: number
}

const listed = 5 // rows of a round, at most
const beside = 4 // seats of a round that all must sign, side by side

/** The way of a case: what was signed, what waits, and what is expected after it, in order
 * of time. How it ended is given where it is over. */
export function flowOf(slates: Slate[], coming: Coming[], words: FlowWords, ended: 'done' | 'bad' | false): Flow {
  const parts: Part[] = [{ id: 'begin', kind: 'end', title: words.begin, text: '', state: 'done', step: '' }]
  for (const { slate, over } of inTime(slates)) {
    slate.rounds.forEach((r, i) => {
      const standing = over ? r.seats.filter(stops).map(alone) : standingOf(r)
      const seats = standing.map((s) => branchOf(s, slate.stepName, words))
      parts.push(...roundOf(`${slate.step}-${slate.attempt}-${i}`, slate.stepName, r, seats, words))
    })
  }
  for (const s of coming.filter((c) => !c.current && !c.only)) {
    s.rounds.forEach((r, i) => {
      const id = `${s.step}-coming-${i}`
      const seats = r.seats.map((seat, n): FlowNode => ({
        id: `${id}-${n}`, kind: 'seat', title: seat.post ? post(seat.post) : s.stepName, text: whoOf(seat.holders, words), state: 'maybe', step: s.stepName,
      }))
      parts.push(...roundOf(id, s.stepName, r, seats, words))
    })
  }
  parts.push({ id: 'end', kind: 'end', title: words.end, text: '', state: ended || 'ahead', step: '' })
  return drawn({ series: parts })
}

const alone = (seat: Seat): Standing => ({ seat, open: [], post: seat.post, before: [], together: [], after: [] })
const whoOf = (holders: string[], words: FlowWords) => holders.join(words.or) || words.vacant

function boxOf(s: Standing, step: string, words: FlowWords): FlowNode {
  const holders = s.open.length ? [...new Set(s.open.flatMap((seat) => seat.holders))] : s.seat.holders
  const who = s.seat.state === 'done' && s.seat.by ? s.seat.by : whoOf(holders, words)
  const how = stops(s.seat) ? s.seat.decisionName : s.seat.state === 'done' ? '' : s.seat.why
  return { id: s.seat.task, kind: 'seat', title: s.post ? post(s.post) : step, text: [who, how].filter(Boolean).join(' · '), state: stateOf(s.seat), step }
}

/** A seat with those who were added to it: before it, beside it, and after it. */
function branchOf(s: Standing, step: string, words: FlowWords): Part {
  const turns = (all: Standing[][]): Part[] => all.map((turn) => ({ beside: turn.map((one) => branchOf(one, step, words)) }))
  const own = boxOf(s, step, words)
  const middle: Part = s.together.length ? { beside: [own, { series: turns(s.together) }] } : own
  return s.before.length + s.after.length ? { series: [...turns(s.before), middle, ...turns(s.after)] } : middle
}

/** The seats of a round: side by side up to where the round closes, or listed in one box. */
function roundOf(id: string, step: string, mode: Mode, all: Part[], words: FlowWords): Part[] {
  const some = mode.mode === 'any' && all.flatMap(boxes).some(acted)
  const seats = some ? all.filter((part) => boxes(part).some(acted)) : all
  if (seats.length < 2) return seats
  if (mode.mode !== 'all' || seats.length > beside) {
    const said = mode.mode === 'any' ? words.anyOf(seats.length) : mode.mode === 'quorum' ? `${mode.modeName} ${mode.need}/${seats.length}` : mode.modeName
    return [listOf(id, step, said, seats.flatMap(boxes))]
  }
  const inside = seats.flatMap(boxes)
  const state = inside.every((n) => n.state === 'done') ? 'done' : inside[0]!.state === 'maybe' ? 'maybe' : 'ahead'
  return [{ beside: seats }, { id: id + '-join', kind: 'join', title: mode.modeName, text: '', state, step }]
}

const acted = (n: FlowNode) => n.state === 'done' || n.state === 'bad'

function boxes(part: Part): FlowNode[] {
  if ('series' in part) return part.series.flatMap(boxes)
  return 'beside' in part ? part.beside.flatMap(boxes) : [part]
}

/** A round as one box that lists its seats: who acted and who is asked now come first. */
function listOf(id: string, step: string, title: string, seats: FlowNode[]): FlowNode {
  const order: FlowState[] = ['bad', 'done', 'open', 'ahead', 'maybe']
  const rows = seats
    .map((s) => ({ text: [s.title, s.text].filter(Boolean).join(' '), state: s.state }))
    .sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state))
  const fits = rows.length > listed ? listed - 1 : rows.length
  const state = (['bad', 'open', 'ahead', 'maybe'] as FlowState[]).find((one) => rows.some((r) => r.state === one)) ?? 'done'
  return { id, kind: 'round', title: step + ' · ' + title, text: '', state, step, rows: rows.slice(0, fits), more: rows.length - fits }
}

function stateOf(seat: Seat): FlowState {
  if (stops(seat)) return 'bad'
  return seat.state === 'done' ? 'done' : seat.state === 'open' ? 'open' : 'ahead'
}

/** Boxes and the lines between them: each ends where the next begins. */
function drawn(whole: Part): Flow {
  const flow: Flow = { nodes: [], edges: [] }
  const put = (part: Part, before: FlowNode[]): FlowNode[] => {
    if ('series' in part) return part.series.reduce((ends, one) => put(one, ends), before)
    if ('beside' in part) return part.beside.length ? part.beside.flatMap((one) => put(one, before)) : before
    flow.nodes.push(part)
    for (const a of before) flow.edges.push({ from: a.id, to: part.id, state: between(a, part) })
    return [part]
  }
  put(whole, [])
  return flow
}

function between(a: FlowNode, b: FlowNode): FlowState {
  if (b.state === 'maybe') return 'maybe'
  return acted(a) && b.state !== 'ahead' ? 'done' : 'ahead'
}

/** The diagram for a narrow page: seats that act together are listed in one box. */
export function folded(flow: Flow): Flow {
  const nodes: FlowNode[] = []
  const into = new Map<string, string>()
  for (const join of flow.nodes.filter((n) => n.kind === 'join')) flow.edges.filter((e) => e.to === join.id).forEach((e) => into.set(e.from, join.id))
  for (const n of flow.nodes) {
    if (n.kind === 'join') nodes.push(listOf(n.id, n.step, n.title, flow.nodes.filter((s) => into.get(s.id) === n.id)))
    else if (!into.has(n.id)) nodes.push(n)
  }
  const edges = new Map<string, Flow['edges'][number]>()
  for (const e of flow.edges) {
    const [from, to] = [into.get(e.from) ?? e.from, into.get(e.to) ?? e.to]
    if (from !== to && !edges.has(from + ' ' + to)) edges.set(from + ' ' + to, { from, to, state: e.state })
  }
  return { nodes, edges: [...edges.values()] }
}
