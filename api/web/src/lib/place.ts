import { graphlib, layout } from '@dagrejs/dagre'
import { boxOf } from './box'
import { folded, type Flow, type FlowState } from './flow'

interface Place {
  x: number
  y: number
  width: number
  height: number
}

/** A diagram with a place for everything in it. */
export interface Placed extends Flow {
  width: number
  height: number
  places: Map<string, Place>
  lines: { key: string; path: string; state: FlowState }[]
}

/** Finds a place for everything: from top to bottom on a narrow page; else from left to
 * right, and where that is wider than the page in rows one below the other. */
export function place(flow: Flow, wide: number): Placed {
  if (wide < narrow) return placeIn(folded(flow), 'TB')
  const whole = placeIn(flow, 'LR')
  return whole.width <= wide ? whole : placeRows(flow, wide)
}

const narrow = 640

function placeIn(flow: Flow, rankdir: 'TB' | 'LR', marginx = 10, top = 0): Placed {
  const g = new graphlib.Graph().setGraph({ rankdir, nodesep: 14, ranksep: 30, marginx, marginy: 8 }).setDefaultEdgeLabel(() => ({}))
  for (const n of flow.nodes) g.setNode(n.id, { width: boxOf(n).width, height: boxOf(n).height })
  for (const e of flow.edges) g.setEdge(e.from, e.to)
  layout(g)
  const sunk = <P extends { y: number }>(at: P): P => ({ ...at, y: at.y + top })
  const size = g.graph() as { width?: number; height?: number }
  return {
    ...flow, width: Math.ceil(size.width ?? 0), height: Math.ceil(size.height ?? 0),
    places: new Map(flow.nodes.map((n) => [n.id, sunk(g.node(n.id) as Place)])),
    lines: flow.edges.map((e) => {
      const { points } = g.edge(e.from, e.to) as { points: { x: number; y: number }[] }
      return { key: e.from + ' ' + e.to, state: e.state, path: pathOf(points.map(sunk)) }
    }),
  }
}

const margin = 24 // of a row: the line from the row before comes in there
const gap = 34 // between rows; the line from one to the next runs through it

function placeRows(flow: Flow, wide: number): Placed {
  const all: Placed = { ...flow, width: 0, height: -gap, places: new Map(), lines: [] }
  const rows: (Placed & { top: number })[] = []
  for (const cut of rowsOf(flow, wide)) {
    const row = { ...placeIn(cut, 'LR', margin, all.height + gap), top: all.height + gap }
    rows.push(row)
    row.places.forEach((at, id) => all.places.set(id, at))
    all.lines.push(...row.lines)
    all.width = Math.max(all.width, row.width)
    all.height = row.top + row.height
  }
  const rowOf = (id: string) => rows.findIndex((r) => r.places.has(id))
  for (const e of flow.edges.filter((e) => rowOf(e.from) !== rowOf(e.to))) {
    const [a, b] = [all.places.get(e.from)!, all.places.get(e.to)!]
    const between = rows[rowOf(e.to)]!.top - gap / 2
    const corners: [number, number][] = [[a.x, a.y + a.height / 2], [a.x, between], [6, between], [6, b.y], [b.x - b.width / 2, b.y]]
    all.lines.push({ key: e.from + ' ' + e.to, state: e.state, path: pathOf(corners.map(([cx, cy]) => ({ x: cx, y: cy }))) })
  }
  return all
}

// Rows are cut where everything goes through one box, and filled as far as they go.
function rowsOf(flow: Flow, wide: number): Flow[] {
  const at = new Map(flow.nodes.map((n, i) => [n.id, i]))
  const cut = flow.nodes.map((_, i) => flow.edges.every((e) => at.get(e.from)! >= i || at.get(e.to)! <= i))
  const between = (from: number, to: number): Flow => {
    const nodes = flow.nodes.slice(from, to)
    const ids = new Set(nodes.map((n) => n.id))
    return { nodes, edges: flow.edges.filter((e) => ids.has(e.from) && ids.has(e.to)) }
  }
  const rows: Flow[] = []
  let from = 0
  while (from < flow.nodes.length) {
    let to = 0
    for (let i = from; i < flow.nodes.length; i++) {
      if (!cut[i] && i < flow.nodes.length - 1) continue
      if (to && placeIn(between(from, i + 1), 'LR', margin).width > wide) break
      to = i + 1
    }
    rows.push(between(from, to))
    from = to
  }
  return rows
}

function pathOf(points: { x: number; y: number }[]): string {
  return points.map((p, i) => (i ? 'L' : 'M') + p.x.toFixed(1) + ' ' + p.y.toFixed(1)).join('')
}
