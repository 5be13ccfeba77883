import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import enFirst from '@/i18n/en'
import enAccount from '@/i18n/en/account'
import enHouse from '@/i18n/en/house'
import enLead from '@/i18n/en/lead'
import enRules from '@/i18n/en/rules'
import zhFirst from '@/i18n/zh-CN'
import zhAccount from '@/i18n/zh-CN/account'
import zhHouse from '@/i18n/zh-CN/house'
import zhLead from '@/i18n/zh-CN/lead'
import zhRules from '@/i18n/zh-CN/rules'

const en = { ...enFirst, rules: enRules, lead: enLead, account: enAccount, house: enHouse }
const zh = { ...zhFirst, rules: zhRules, lead: zhLead, account: zhAccount, house: zhHouse }

function flat(words: object, before = ''): Map<string, string> {
  return new Map(Object.entries(words).flatMap(([key, value]) => (typeof value === 'string' ? [[before + key, value] as const] : [...flat(value as object, before + key + '.')])))
}
const files = (dir: string): string[] => readdirSync(dir).flatMap((name) => (statSync(join(dir, name)).isDirectory() ? files(join(dir, name)) : [join(dir, name)]))
const chinese = flat(zh)
const english = flat(en)
const sources = files('src').filter((f) => /\.(vue|ts)$/.test(f) && !f.includes('i18n') && !f.endsWith('schema.d.ts')).map((f) => [f, readFileSync(f, 'utf8')] as const)

describe('the words of the desk', () => {
  it('are there in both languages, and none is empty', () => {
    expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort())
    expect([...chinese, ...english].filter(([, v]) => !v.trim())).toEqual([])
  })
  it('have the same gaps in both languages', () => {
    const gaps = (text: string) => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]))].sort() // a plural has a gap twice
    for (const [key, text] of chinese) expect(gaps(english.get(key)!), key).toEqual(gaps(text))
  })
  it('are there for every key that a page asks for', () => {
    const missing = sources.flatMap(([file, text]) => [...text.matchAll(/\bt\('([\w.]+)'(\s*\+)?/g)].filter(([, key, more]) => (more ? ![...chinese.keys()].some((k) => k.startsWith(key!)) : !chinese.has(key!))).map((m) => file + ': ' + m[1]))
    expect(missing).toEqual([])
  })
  it('are not written into a page', () => {
    const written = sources.filter(([file]) => file.endsWith('.vue')).flatMap(([file, text]) => [...text.replace(/<!--[\s\S]*?-->|\/\/.*$/gm, '').matchAll(/[\u4e00-\u9fff]+/g)].map((m) => file + ': ' + m[0]))
    expect(written.filter((w) => !w.endsWith('中文'))).toEqual([])
  })
})
