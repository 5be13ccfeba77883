import type { FlowNode, FlowState } from './flow'

/** A box of a diagram with its words in lines. Nothing is cut off: what is longer than a
 * box is wide goes on below. */
export interface Box {
  width: number
  height: number
  title: string[]
  text: string[]
  rows: { lines: string[]; state: FlowState; top: number }[] // top: of its first line, from that of the title
}

/** How high a line is. */
export const lineHigh = 18

/** How wide a text is at 13 pixels, roughly: Chinese characters are square. */
export function widthOf(text: string): number {
  return [...text].reduce((sum, ch) => sum + (/[\u2e80-\uffef]/.test(ch) ? 13 : 7.2), 0)
}

/** A text in lines of a width: words of Latin letters stay whole where they fit. */
export function linesOf(text: string, width: number): string[] {
  const lines = ['']
  for (const piece of text.match(/[\u2e80-\uffef]|[^\u2e80-\uffef\s]+\s*|\s+/g) ?? []) {
    const line = lines[lines.length - 1]!
    if (line && widthOf((line + piece).trimEnd()) > width) lines.push(piece.trimStart())
    else lines[lines.length - 1] = line + piece
  }
  return lines.map((line) => line.trim()).filter(Boolean)
}

const pad = { seat: 38, text: 16, row: 34 } // room for the mark and the edges

/** The box of a node. */
export function boxOf(n: FlowNode): Box {
  const plain = { title: [n.title], text: [], rows: [] }
  if (n.kind === 'join') return { ...plain, width: Math.max(52, widthOf(n.title) + 16), height: 26 }
  if (n.kind === 'end') return { ...plain, width: Math.max(64, widthOf(n.title) + 28), height: 34 }
  if (n.kind === 'round') return listBox(n)
  const width = Math.min(220, Math.max(104, widthOf(n.title) + 44, widthOf(n.text) + 28))
  const [title, text] = [linesOf(n.title, width - pad.seat), linesOf(n.text, width - pad.text)]
  return { width, height: lineHigh * (title.length + text.length) + 16, title, text, rows: [] }
}

function listBox(n: FlowNode): Box {
  const said = [...n.rows!, ...(n.more ? [{ text: '+' + n.more, state: 'maybe' as FlowState }] : [])]
  const width = Math.min(290, Math.max(150, widthOf(n.title) + 28, ...said.map((r) => widthOf(r.text) + 44)))
  const title = linesOf(n.title, width - pad.text)
  let top = title.length * lineHigh + 4
  const rows = said.map((r) => {
    const row = { lines: linesOf(r.text, width - pad.row), state: r.state, top }
    top += row.lines.length * lineHigh + 2
    return row
  })
  return { width, height: top + 12, title, text: [], rows }
}
