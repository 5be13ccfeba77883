import { language } from '@/i18n'

const zone = 'Asia/Shanghai' // the company's, wherever the reader is

function parts(at: string | Date): Record<string, string> {
  const f = new Intl.DateTimeFormat('en-GB', { timeZone: zone, year: 'numeric', month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  return Object.fromEntries(f.formatToParts(new Date(at)).map((p) => [p.type, p.value]))
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** An instant in words: 2026年11月21日 15:04. */
export function when(at: string | Date | undefined | null): string {
  if (!at) return ''
  const p = parts(at)
  const clock = `${p.hour}:${p.minute}`
  return language.value === 'en' ? `${p.day} ${months[Number(p.month) - 1]} ${p.year} ${clock}` : `${p.year}年${p.month}月${p.day}日 ${clock}`
}

/** An instant without its year: 11月21日 15:04. */
export function clock(at: string | Date | undefined | null): string {
  if (!at) return ''
  const p = parts(at)
  return language.value === 'en' ? `${p.day} ${months[Number(p.month) - 1]} ${p.hour}:${p.minute}` : `${p.month}月${p.day}日 ${p.hour}:${p.minute}`
}

/** The day of an instant in the company's zone, as forms write it: 2026-11-21. */
export function dayOf(at: Date): string {
  const p = parts(at)
  return `${p.year}-${p.month!.padStart(2, '0')}-${p.day!.padStart(2, '0')}`
}
