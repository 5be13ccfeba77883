/** A weight in grams as kilograms, never rounded: 1.9. */
export function kilograms(grams: number): string {
  return (grams / 1000).toFixed(3).replace(/\.?0+$/, '')
}

/** An amount in cents as yuan: ¥1,234.50. */
export function yuan(cents: number): string {
  const [whole, part] = (Math.abs(cents) / 100).toFixed(2).split('.')
  return (cents < 0 ? '-' : '') + '¥' + whole!.replace(/\B(?=(\d{3})+$)/g, ',') + '.' + part
}

/** An amount in yuan as typed, in cents; null where nothing is typed, undefined where it is
 * no amount. */
export function centsOf(typed: string): number | null | undefined {
  const text = digits(typed).replace(/[,，\s¥￥]/g, '')
  if (!text) return null
  const m = /^(\d{1,11})(?:\.(\d{1,2}))?$/.exec(text)
  return m ? Number(m[1]) * 100 + Number((m[2] ?? '').padEnd(2, '0')) : undefined
}

/** Digits as Chinese keyboards may write them. */
export function digits(text: string): string {
  return text.trim().replace(/[０-９．]/g, (d) => String.fromCharCode(d.charCodeAt(0) - 0xfee0))
}

/**
 * The key of the words for amounts from one to below another, in hundredths, and what they
 * say: what begins a hundredth above a round number is more than it.
 */
export function amountRange(from: number, to: number, say: (n: number) => string): { key: string; from: string; to: string } {
  const over = from % 100 === 1
  const upto = to % 100 === 1
  const key = !from && !to ? 'anyAmount' : (from ? (over ? 'Over' : 'From') : '') + (to ? (upto ? 'Upto' : 'Below') : '')
  return { key: key === 'anyAmount' ? key : 'amount' + key, from: say(over ? from - 1 : from), to: say(upto ? to - 1 : to) }
}

/** The size of a file. */
export function fileSize(bytes: number): string {
  if (bytes < 1000) return bytes + ' B'
  if (bytes < 1e6) return Math.round(bytes / 100) / 10 + ' kB'
  return Math.round(bytes / 1e5) / 10 + ' MB'
}

/** A post without the unit that it names anyway: 市场营销部部长, not 市场营销部 市场营销部部长. */
export function post(name: string): string {
  for (let i = name.lastIndexOf(' '); i > 0; i = name.lastIndexOf(' ', i - 1)) {
    const unit = name.slice(0, i)
    const title = name.slice(i + 1)
    if (title.startsWith(unit) || title.endsWith(unit)) return title
  }
  return name
}
