import type { Shape } from '@/api/client'
import { t } from '@/i18n'
import { kilograms, yuan } from './amounts'

/** What a document asks for, in one line. */
export function inOneLine(d: Shape<'DocumentView'>): string {
  const parts = d.fields.filter((f) => f.value.trim() && f.key !== 'remark').map((f) => f.label + ' ' + cut(f.value.replace(/\s+/g, ' '), 60))
  const lines = d.lines.map((l) => [l.code, l.name, l.sizeName, l.pieces && '×' + l.pieces].filter(Boolean).join(' '))
  parts.push(...lines.slice(0, mostLines))
  if (lines.length > mostLines) parts.push(t('inbox.batch.lines', { n: lines.length }))
  if (d.grams) parts.push(kilograms(d.grams) + ' kg')
  if (d.cents) parts.push(yuan(d.cents))
  return parts.join(' · ')
}

const mostLines = 2

function cut(text: string, most: number): string {
  const runes = [...text]
  return runes.length > most ? runes.slice(0, most).join('') + '…' : text
}
