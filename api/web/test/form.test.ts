import { describe, expect, it } from 'vitest'
import { dayTyped } from '@/forms/days'
import { gramsOf, numberOf, readable, unreadable, type FieldSpec } from '@/forms/spec'
import { documentOf, placeOf, specOf, valueOf } from '@/views/start/specs'
import { fillsOf, rightOf } from '@/views/start/own'
import { digits } from '@/lib/amounts'
import { askedOf, dataOf, nothingTyped, type Case } from '@/views/case/acts'

describe('forms', () => {
  it('read numbers as Chinese keyboards write them, and refuse what is none', () => {
    expect([numberOf('１２．５'), numberOf('1,200'), numberOf(''), numberOf('两个'), numberOf('-3')]).toEqual([12.5, 1200, 0, undefined, undefined])
    expect([gramsOf('1.9'), gramsOf('0.0005'), gramsOf('0.3')]).toEqual([1900, undefined, 300])
    expect(digits(' ２３ ')).toBe('23')
  })
  it('read days as they are written, and refuse what is none', () => {
    expect(['2026-02-03', '2026-2-3', '2026/02/03', '20260203', '２０２６年2月3日', ' 2028-02-29 '].map((d) => dayTyped(d))).toEqual([...Array(5).fill('2026-02-03'), '2028-02-29'])
    expect(['2026-02-30', '2026-13-45', '2026-00-10', '2026-12', '明天', ''].map((d) => dayTyped(d))).toEqual(Array(6).fill(undefined))
    expect(['2026-1', '202611', '2026-13', '2026-11-02'].map((m) => dayTyped(m, true))).toEqual(['2026-01', '2026-11', undefined, undefined])
    const specs: FieldSpec[] = [{ key: 'on', label: '', type: 'date' }, { key: 'month', label: '', type: 'month' }]
    expect([unreadable(specs, { on: '2026-02-30', month: '2026-13' }), unreadable(specs, { on: '2026-02-28', month: '' })]).toEqual([['on', 'month'], []])
    expect(readable(specs, { on: '2026-02-30', month: '2026-11' })).toEqual({ on: '', month: '2026-11' })
  })
  it('keep what they do not show', () => {
    const specs = specOf('sample_request')!
    const document = { customer: 'k', purpose: '打样', free: true, wantedOn: '2026-12-01', signers: { a: ['b'] }, lines: [{ variety: 'v', size: 'half', pieces: 2 }] }
    expect(documentOf(valueOf(specs, document, false), document)).toEqual(document)
  })
  it('begin a new form with one empty line, and leave out what is empty', () => {
    const value = valueOf(specOf('sample_request')!, {}, false)
    expect(value.lines).toEqual([{ variety: '', size: '', pieces: 0 }])
    expect(documentOf(value, {})).toEqual({ free: false, lines: [{ variety: '', size: '', pieces: 0 }] })
  })
  it('are made of a company’s own definition, with values as text', () => {
    const form = { code: 'leave', version: 3, series: 'QJ', name: { zh: '请假', en: 'Leave' }, clause: { zh: '', en: '' }, signatures: [], fields: [
      { key: 'days', label: { zh: '天数', en: 'Days' }, type: 'number', required: true },
      { key: 'who', label: { zh: '交接', en: 'To' }, type: 'person' },
      { key: 'note', label: { zh: '内部', en: 'Internal' }, type: 'line', rights: { start: 'hidden' } } ] }
    const specs = specOf('form', form) as FieldSpec[]
    expect(specs.map((s) => [s.key, s.type, s.label])).toEqual([['days', 'number', '天数'], ['who', 'pick', '交接']])
    expect(documentOf({ days: ' 2.5 ', who: '' }, {}, form)).toEqual({ form: 'leave', version: 3, values: { days: '2.5' } })
    expect(placeOf('values.days')).toBe('days')
  })
})

describe('rights of fields', () => {
  const field = (rights: Record<string, string>) => ({ key: 'rating', label: { zh: '评定', en: 'Rating' }, type: 'line', rights })
  const seat = (task: string) => ({ task }) as never
  const slates = [{ step: 'signatures', rounds: [{ seats: [seat('a')] }, { seats: [seat('b')] }] }, { step: 'register', rounds: [{ seats: [seat('c')] }] }] as never
  const fills = (rights: Record<string, string>, task: string) => fillsOf({ fields: [field(rights)] } as never, slates, task).length
  it('are those of the round, else of its step, else to read; the applicant writes', () => {
    expect([fills({ 'signatures.2': 'write' }, 'a'), fills({ 'signatures.2': 'write' }, 'b'), fills({ signatures: 'write' }, 'a'), fills({ signatures: 'write', 'signatures.1': 'read' }, 'a'), fills({ register: 'write' }, 'c'), fills({}, 'c'), fills({ register: 'write' }, 'gone')]).toEqual([0, 1, 1, 0, 1, 0, 0])
    expect([rightOf(field({}), 'start'), rightOf(field({ start: 'hidden' }), 'revise'), rightOf(field({}), 'register')]).toEqual(['write', 'hidden', 'read'])
  })
})

describe('acts', () => {
  const clause = { id: 'c', title: '', source: '', text: '', exceptable: false }
  const act = (verb: string, task?: string) => ({ verb, task, name: verb, clause, needsComment: false })
  const c = { kind: 'sample_request', acts: [act('sign', 't'), act('refuse', 't'), act('transfer', 't'), act('withdraw'), act('comment'), act('take_back', 'u'), act('recall', 'v')], barred: [], slates: [], document: { fields: [], lines: [{ line: 1, variety: 'v', code: '', name: '', grams: 1, pricePerKg: 0, cents: 0 }] } } as unknown as Case
  it('are put by the task that they answer; what answers none is beside', () => {
    const { tasks, beside } = askedOf(c)
    expect(tasks.map((t) => [t.main.map((a) => a.verb), t.more.map((a) => a.verb)])).toEqual([[['sign', 'refuse'], ['transfer']]])
    expect(beside.map((a) => a.verb)).toEqual(['withdraw', 'take_back', 'recall'])
  })
  it('send what their verb wants', () => {
    const typed = { ...nothingTyped(), people: [{ id: 'p', name: '' }], back: '2+', counts: { 1: '３' }, form: ' QY-1 ' }
    expect(dataOf(c, act('transfer', 't'), typed)).toEqual({ to: 'p' })
    expect(dataOf(c, act('send_back', 't'), typed)).toEqual({ round: 2, whole: true })
    expect(dataOf(c, act('hand_over', 't'), typed)).toEqual({ form: 'QY-1', lines: [{ line: 1, pieces: 3 }] })
    expect(dataOf(c, act('sign', 't'), typed)).toBeUndefined()
    const carryOut = { ...act('carry_out', 't'), fills: [{ key: 'rating', value: 'B' }] } as never
    expect(dataOf(c, carryOut, { ...typed, values: { rating: ' A ' } })).toEqual({ values: { rating: 'A' } })
    expect(dataOf(c, carryOut, { ...typed, values: { rating: 'B' } })).toBeUndefined() // only what is changed
    expect(dataOf(c, act('recall', 'v'), typed)).toBeUndefined()
    expect(dataOf(c, act('remove_signer', 's'), typed)).toEqual({ seat: 's' })
  })
})
