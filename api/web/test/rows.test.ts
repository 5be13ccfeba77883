import { describe, expect, it } from 'vitest'
import type { Shape } from '@/api/client'
import { emptyOf, totalOf, written, type FieldSpec } from '@/forms/spec'
import { changesOf, type Version } from '@/lib/changes'
import { dataOf, nothingTyped, type Case } from '@/views/case/acts'
import { rightOf, specsAt } from '@/views/start/own'
import { documentOf, placeOf, specOf, valueOf } from '@/views/start/specs'
import { comingOf, decidersOf, tidy, totalsOf, type Definition } from '@/views/rules/forms'

const both = (zh: string) => ({ zh, en: zh })
const expenses: Definition = {
  code: 'expenses', version: 1, series: 'BX', name: both('费用报销'), clause: both('须经批准'), amount: 'total', signatures: [],
  fields: [
    { key: 'items', label: both('明细'), type: 'rows', required: true, columns: [
      { key: 'what', label: both('用途'), type: 'line', required: true }, { key: 'amount', label: both('金额'), type: 'money', required: true }, { key: 'taxed', label: both('含税'), type: 'yes_no' }] },
    { key: 'total', label: both('合计'), type: 'money', sum: 'items.amount' },
    { key: 'proofs', label: both('凭证'), type: 'choices', options: [{ value: 'invoice', label: both('发票') }, { value: 'cash', label: both('现金') }] },
  ],
}

describe('rows of a form', () => {
  const specs = specOf('form', expenses) as FieldSpec[]
  const [items, proofs] = specs as [FieldSpec, FieldSpec]
  it('stand with their total, which nobody types', () => {
    expect(specs.map((s) => [s.key, s.type, s.most])).toEqual([['items', 'rows', 50], ['proofs', 'choices', undefined]])
    expect(items.of!.map((f) => [f.key, f.type])).toEqual([['what', 'line'], ['amount', 'money'], ['taxed', 'choice']])
    expect(items.totals).toEqual([{ key: 'total', label: '合计', column: 'amount', money: true }])
    expect(rightOf(expenses.fields[1]!, 'start')).toBe('read')
    expect(specsAt({ ...expenses, fields: expenses.fields.map((f) => (f.sum ? { ...f, rights: { start: 'hidden' } } : f)) }, 'start')[0]!.totals).toEqual([])
  })
  it('are added up as people write amounts, to the hundredth', () => {
    const total = items.totals![0]!
    expect(totalOf(total, [{ amount: '0.1' }, { amount: '￥１，０００．２' }, { amount: '' }, {}, { amount: '两元' }])).toBe('¥1,000.30')
    expect(totalOf({ ...total, money: false }, [{ amount: '1.5' }, { amount: '2' }])).toBe('3.5')
  })
  it('begin with an empty one, and are sent without what is empty; one in between stays', () => {
    const value = valueOf(specs, {}, true)
    expect(value).toEqual({ items: [{ what: '', amount: '', taxed: '' }], proofs: [] })
    expect(documentOf(value, {}, expenses)).toEqual({ form: 'expenses', version: 1, values: {} })
    expect(written([{ what: ' 打车 ', amount: '' }, { what: ' ' }, { what: '机票' }])).toEqual([{ what: '打车' }, {}, { what: '机票' }])
    expect(documentOf({ items: [{ what: '打车', amount: '3', taxed: 'true' }], proofs: ['cash'] }, {}, expenses).values).toEqual({ items: [{ amount: '3', taxed: 'true', what: '打车' }], proofs: ['cash'] })
    expect(valueOf(specs, { values: { items: [{ what: '打车' }], proofs: ['cash'] } }, true)).toEqual({ items: [{ what: '打车' }], proofs: ['cash'] })
    expect(placeOf('values.items[2].amount')).toBe('items[2].amount')
    expect(emptyOf(proofs)).toEqual([])
  })
  it('are sent with an act where they differ from what stands', () => {
    const act = { verb: 'sign', name: '', needsComment: false, clause: {}, fills: [{ key: 'items', label: '', value: '', list: [{ amount: '3', what: '打车' }] }, { key: 'proofs', label: '', value: '', list: ['cash'] }] } as never
    const c = { kind: 'form', document: { lines: [] } } as unknown as Case
    const data = (values: Record<string, unknown>) => dataOf(c, act, { ...nothingTyped(), values })
    expect(data({ items: [{ what: '打车', amount: '3 ', taxed: '' }], proofs: ['cash'] })).toBeUndefined()
    expect(data({ items: [{ what: '打车', amount: '4' }] })).toEqual({ values: { items: [{ amount: '4', what: '打车' }] } })
    expect(data({ proofs: [] })).toEqual({ values: { proofs: '' } })
  })
})

describe('what changed in rows', () => {
  const version = (...rows: string[][]): Version => ({ lines: [], fields: [{ key: 'items', label: '明细', value: rows.join(), rows: { columns: [{ key: 'what', label: '用途' }, { key: 'amount', label: '金额', number: true }], rows } } as Shape<'FieldView'>] })
  it('is named by row and cell; rows that moved with others are the same', () => {
    expect(changesOf(version(['打车', '¥3.00'], ['机票', '¥5.00']), version(['打车', '¥3.00'], ['机票', '¥6.00']))).toEqual([{ key: 'items[1].amount', label: '明细 第 2 行 · 金额', was: '¥5.00', now: '¥6.00' }])
    expect(changesOf(version(['a', '1'], ['b', '2'], ['c', '3']), version(['b', '2'], ['c', '3'], ['d', '4']))).toEqual([
      { key: 'items[-0]', label: '明细 第 1 行', was: 'a · 1', now: '' }, { key: 'items[2]', label: '明细 第 3 行', was: '', now: 'd · 4' }])
    expect(changesOf(version(['a', '1']), version(['a', '1']))).toEqual([])
    expect(changesOf({ lines: [], fields: [] }, version(['a', '1'])).map((c) => c.now)).toEqual(['a · 1'])
  })
})

describe('a definition with rows', () => {
  it('offers the columns that a number can be the total of, and several choices to conditions', () => {
    expect(totalsOf(expenses, 'money')).toEqual([{ value: 'items.amount', label: '明细 · 金额' }])
    expect(totalsOf(expenses, 'number')).toEqual([])
    expect(decidersOf(expenses, String).map((d) => d.key)).toEqual(['proofs'])
    expect(tidy({ ...expenses, fields: [{ ...expenses.fields[0]!, least: 0, columns: [{ key: 'what', label: { zh: '用途', en: '' }, type: 'line' }] }] }).fields[0]).toEqual(
      { key: 'items', label: both('明细'), type: 'rows', required: true, columns: [{ key: 'what', label: both('用途'), type: 'line' }] })
  })
  it('draws the rounds of what was chosen', () => {
    const d: Definition = { ...expenses, signatures: [{ round: 1, mode: 'all', of: ['a'] }, { round: 2, mode: 'all', of: ['b'], when: [{ field: 'proofs', in: ['cash'] }] }] }
    const rounds = (proofs: string[]) => comingOf(d, [], 0, '', { proofs })[0]!.rounds.length
    expect([rounds([]), rounds(['invoice']), rounds(['invoice', 'cash'])]).toEqual([1, 1, 2])
  })
})
