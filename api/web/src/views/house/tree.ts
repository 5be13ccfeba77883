import type { Shape } from '@/api/client'

export type Unit = Shape<'TreeUnit'>
export interface Branch {
  unit: Unit
  parts: Branch[]
}

const ranks = ['gm', 'deputy_gm', 'head', 'deputy_head']
const rank = (of: string) => (ranks.includes(of) ? ranks.indexOf(of) : ranks.length)

/** The units as a tree, in each the heads first: a unit whose parent is not there stands at
 * the top. */
export function grow(units: Unit[]): Branch[] {
  const headsFirst = (unit: Unit): Unit => ({ ...unit, posts: [...unit.posts].sort((a, b) => rank(a.rank) - rank(b.rank)) })
  const branches = new Map(units.map((unit) => [unit.id, { unit: headsFirst(unit), parts: [] } as Branch]))
  const tops: Branch[] = []
  for (const b of branches.values()) {
    const above = b.unit.parent ? branches.get(b.unit.parent) : undefined
    if (above) above.parts.push(b)
    else tops.push(b)
  }
  return tops
}

/** What narrows a tree: ids that were found, or only posts that nobody holds. */
export interface Narrow {
  hits?: Set<string>
  vacant?: boolean
}

/** The tree with what is wanted and the units above it; a unit that was found itself
 * keeps its posts. */
export function narrow(tops: Branch[], by: Narrow): Branch[] {
  return tops.flatMap((b) => {
    const parts = narrow(b.parts, by)
    const whole = by.hits?.has(b.unit.id) ?? true
    const posts = b.unit.posts.filter((p) => (!by.vacant || !p.holders.length) && (whole || by.hits!.has(p.id) || p.holders.some((h) => by.hits!.has(h.id))))
    if (!posts.length && !parts.length && !(by.hits?.has(b.unit.id) && !by.vacant)) return []
    return [{ unit: { ...b.unit, posts }, parts }]
  })
}

/** How many posts are below, and how many of them nobody holds. */
export function count(b: Branch): { posts: number; vacant: number } {
  return b.parts.map(count).reduce((sum, c) => ({ posts: sum.posts + c.posts, vacant: sum.vacant + c.vacant }), { posts: b.unit.posts.length, vacant: b.unit.posts.filter((p) => !p.holders.length).length })
}

interface Period {
  from: string
  until?: string // the first day without it
}

/** The times between the first day and today in which nobody held a post, the latest
 * first. Days are as 2026-11-21. */
export function gaps(held: Period[], today: string): Period[] {
  const found: Period[] = []
  let end: string | undefined // the first day not covered so far
  for (const h of [...held].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    if (end !== undefined && end < h.from) found.push({ from: end, until: h.from })
    if (!h.until) return found.reverse()
    if (end === undefined || h.until > end) end = h.until
  }
  if (end !== undefined && end <= today) found.push({ from: end })
  return found.reverse()
}
