import { digits } from '@/lib/amounts'

const days = [/^(\d{4})\D(\d{1,2})\D(\d{1,2})\D?$/, /^(\d{4})(\d\d)(\d\d)$/]
const months = [/^(\d{4})\D(\d{1,2})\D?$/, /^(\d{4})(\d\d)$/]

/** The day that was typed, or the month, as forms write it: 2026-2-3, 2026/02/03 and 20260203
 * are 2026-02-03. Undefined where there is no such day. */
export function dayTyped(text: string, month = false): string | undefined {
  const plain = digits(text)
  const found = (month ? months : days).map((form) => form.exec(plain)).find(Boolean)
  const day = found?.slice(1).map((n) => n.padStart(2, '0')).join('-')
  return day && isDay(month ? day + '-01' : day) ? day : undefined
}

function isDay(day: string): boolean {
  const at = new Date(day + 'T00:00:00Z')
  return !isNaN(at.getTime()) && at.toISOString().startsWith(day)
}
