/** The months from one to another, both of them: 2026-10, 2026-11. */
export function monthsBetween(from: string, to: string): string[] {
  const all: string[] = []
  for (let [year, month] = from.split('-').map(Number) as [number, number]; all.length < 240; month === 12 ? ((year++), (month = 1)) : month++) {
    const name = `${year}-${String(month).padStart(2, '0')}`
    if (name > to) break
    all.push(name)
  }
  return all
}

/** The months before one, the latest first, that one too. */
export function monthsBack(last: string, many: number): string[] {
  const [year, month] = last.split('-').map(Number) as [number, number]
  return Array.from({ length: many }, (_, i) => {
    const n = year * 12 + month - 1 - i
    return `${Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, '0')}`
  })
}

/** The month so many after one. */
export function monthsAhead(month: string, many: number): string {
  const [year, n] = month.split('-').map(Number) as [number, number]
  return new Date(Date.UTC(year, n - 1 + many)).toISOString().slice(0, 7)
}

/** The months to choose from, the latest first: three years back from now and from each that
 * is chosen, so that older ones are a step further. */
export function monthsOffered(current: string, ...chosen: string[]): string[] {
  const back = [current, ...chosen].filter((m) => /^\d{4}-\d{2}$/.test(m)).flatMap((m) => monthsBack(m, 36))
  return [...new Set([...back.filter((m) => m <= current), ...chosen.filter(Boolean)])].sort().reverse()
}

const most = 24 // months that the house tells at once

/** The first and last month once one of them was chosen: the other goes along where they would
 * lie the wrong way round, or further apart than the house tells. */
export function spanWith(was: { from: string; to: string }, change: { from?: string; to?: string }): { from: string; to: string } {
  const { from, to } = { ...was, ...change }
  if (change.from) return { from, to: to < from ? from : (monthsBetween(from, to)[most - 1] ?? to) }
  const first = monthsBack(to, most).at(-1)!
  return { from: from > to ? to : from < first ? first : from, to }
}
