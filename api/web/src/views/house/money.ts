/** An amount as typed in yuan, in cents; null where nothing is typed, undefined where it
 * is no amount. */
export function cents(typed: string): number | null | undefined {
  const text = typed.replace(/[,，\s¥￥]/g, '')
  if (!text) return null
  const m = /^(\d{1,10})(?:\.(\d{1,2}))?$/.exec(text)
  return m ? Number(m[1]) * 100 + Number((m[2] ?? '').padEnd(2, '0')) : undefined
}
