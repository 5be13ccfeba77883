import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { speak, t } from '@/i18n'
import enFirst from '@/i18n/en'
import enAccount from '@/i18n/en/account'
import enGate from '@/i18n/en/gate'
import enHouse from '@/i18n/en/house'
import enLead from '@/i18n/en/lead'
import enRules from '@/i18n/en/rules'
import zhFirst from '@/i18n/zh-CN'
import zhAccount from '@/i18n/zh-CN/account'
import zhGate from '@/i18n/zh-CN/gate'
import zhHouse from '@/i18n/zh-CN/house'
import zhLead from '@/i18n/zh-CN/lead'
import zhRules from '@/i18n/zh-CN/rules'

const en = { ...enFirst, rules: enRules, lead: enLead, account: enAccount, gate: enGate, house: enHouse }
const zh = { ...zhFirst, rules: zhRules, lead: zhLead, account: zhAccount, gate: zhGate, house: zhHouse }

function flat(words: object, before = ''): Map<string, string> {
  return new Map(Object.entries(words).flatMap(([key, value]) => (typeof value === 'string' ? [[before + key, value] as const] : [...flat(value as object, before + key + '.')])))
}
const files = (dir: string): string[] => readdirSync(dir).flatMap((name) => (statSync(join(dir, name)).isDirectory() ? files(join(dir, name)) : [join(dir, name)]))
const chinese = flat(zh)
const english = flat(en)
const sources = files('src').filter((f) => /\.(vue|ts)$/.test(f) && !f.includes('i18n') && !f.endsWith('schema.d.ts')).map((f) => [f, readFileSync(f, 'utf8')] as const)

// A key in quotes, wherever it stands; and what a key begins with that is put together.
const sections = Object.keys(zh).join('|')
const named = new RegExp(`['\`]((?:${sections})(?:\\.[\\w-]+)+)['\`](?!\\s*\\+)`, 'g')
const begun = new RegExp(`['\`]((?:${sections})\\.(?:[\\w-]+\\.)*)(?:'\\s*\\+|\\$\\{)`, 'g')

/** Whether words of their own stand below: of these each is one value. */
const group = (key: string) => key.replace(/\.$/, '').includes('.') && [...chinese.keys()].some((k) => k.startsWith(key.replace(/\.?$/, '.'))) && !mixed.includes(key)

// What is put together of a section, or of a part that has other words too, value by value.
const mixed = ['house.awy.', 'house.cal.', 'house.pw.']
const amounts = ['anyAmount', ...['From', 'Over', 'Below', 'Upto', 'FromBelow', 'FromUpto', 'OverBelow', 'OverUpto'].map((range) => 'amount' + range)]
const together: Record<string, string[]> = {
  'due.': ['over', 'left', 'days', 'hours', 'minutes'],
  'inbox.': ['todo', 'done', 'started', 'copied'],
  'house.': ['organisation', 'away', 'calendar', 'accounts', 'sessions', 'factors', 'audit'],
  'house.awy.': ['from', 'to', 'period', 'reach', 'limit', 'who', 'note'],
  'house.cal.': ['holiday', 'workday'],
  'house.pw.': ['no', 'name', 'login', 'password'],
  'lead.': ['chart', 'table', 'opened', 'completed', 'refused', 'withdrawn', 'revoked', 'median', 'p90', 'medianShort', 'p90Short'],
  'rules.': [...amounts, 'inForce', 'notYet', 'past', 'house', 'all', 'zh', 'en', 'whoForm', 'place', 'rank', 'number', 'chainFrom', 'levels', 'field', 'selector'],
}

describe('the words of the desk', () => {
  it('are there in both languages, and none is empty', () => {
    expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort())
    expect([...chinese, ...english].filter(([, v]) => !v.trim())).toEqual([])
  })
  it('have the same gaps in both languages', () => {
    const gaps = (text: string) => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]))].sort() // a plural has a gap twice
    for (const [key, text] of chinese) expect(gaps(english.get(key)!), key).toEqual(gaps(text))
  })
  it('count one thing in English as one', async () => {
    const counted = /\{(n|m|ok|bad|count|posts|people|units|cases|sessions|tokens|code|tests)\} (?!was )([a-z]+ ){0,2}([a-z]+s|people)\b/
    expect(counted.test('{n} open things')).toBe(true)
    expect([...english].filter(([, text]) => counted.test(text) && !text.includes(' | ')).map(([key]) => key)).toEqual([])
    await speak('en')
    expect([0, 0.5, 1, 2, '12'].map((n) => t('start.faults', { n }).slice(0, 10))).toEqual(['0 things a', '0.5 things', '1 thing is', '2 things a', '12 things '])
    await speak('zh-CN')
  })
  it('are there for every key that a page names', () => {
    const missing = sources.flatMap(([file, text]) => [...text.matchAll(named)].filter(([, key]) => !chinese.has(key!) && !group(key!)).map(([, key]) => file + ': ' + key))
    expect(missing).toEqual([])
  })
  it('are there for every value of what a page puts together', () => {
    const open = sources.flatMap(([file, text]) => [...text.matchAll(begun)].filter(([, from]) => !group(from!) && !together[from!]).map(([, from]) => file + ': ' + from))
    expect(open, 'say in this test which values there are').toEqual([])
    expect(Object.entries(together).flatMap(([from, values]) => values.map((v) => from + v)).filter((key) => !chinese.has(key))).toEqual([])
  })
  it('are there because something says them', () => {
    const said = new Set([...sources.flatMap(([, text]) => [...text.matchAll(named)].map(([, key]) => key!)), ...Object.entries(together).flatMap(([from, values]) => values.map((v) => from + v))])
    const groups = [...said, ...sources.flatMap(([, text]) => [...text.matchAll(begun)].map(([, from]) => from!))].filter(group)
    expect([...chinese.keys()].filter((key) => !said.has(key) && !groups.some((g) => key.startsWith(g.replace(/\.?$/, '.'))))).toEqual([])
  })
  it('are not written into a page', () => {
    const spoken = /[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]+/g // commas are words too
    const comments = /<!--[\s\S]*?-->|\/\*[\s\S]*?\*\/|\/\/.*$/gm
    const quoted = (text: string) => [...text.matchAll(/'[^'\n]*'/g)].join(' ')
    const written = sources.flatMap(([file, text]) => {
      const plain = text.replace(comments, '')
      return [...(file.endsWith('.vue') ? plain : quoted(plain)).matchAll(spoken)].map((m) => file + ': ' + m[0])
    })
    expect(written.filter((w) => !w.endsWith('中文'))).toEqual([])
  })
})
