import { describe, expect, it } from 'vitest'
import { appoint, changePost, correct, endHolding, endUnit, kept, leave, newPerson, next, type Values } from '@/views/house/changing'

const today = '2026-11-23'
const filled = (c: { entries: { name: string; value?: string }[] }, more: Values = {}): Values => ({ ...Object.fromEntries(c.entries.map((e) => [e.name, e.value ?? ''])), ...more })
const mei = { post: 'HEAD', no: '1', name: 'Mei', from: '2020-01-01' }
const coming = { post: 'HEAD', no: '2', name: 'Ma', from: '2026-12-01' }

describe('a small change of the organisation', () => {
  it('sends of an entry nothing where it stays, and a hyphen where it is emptied', () => {
    expect([kept('a', 'a '), kept('a', 'b'), kept('a', ''), kept(undefined, ''), kept('', 'b')]).toEqual([undefined, 'b', '-', undefined, 'b'])
  })
  it('knows the day after, over months and years', () => {
    expect([next('2026-11-30'), next('2026-12-31'), next('2028-02-28')]).toEqual(['2026-12-01', '2027-01-01', '2028-02-29'])
  })
  it('appoints a head in the place of the one there is, on the same day', () => {
    const c = appoint({ code: 'HEAD', title: 'Head', rank: 'head' }, [mei, coming], today)
    expect(c.entries.map((e) => e.name)).toEqual(['person', 'from', 'until', 'end-1'])
    expect(c.rows(filled(c, { person: '9' }))).toEqual({ holdings: [{ post: 'HEAD', person: '1', from: '2020-01-01', until: today }, { post: 'HEAD', person: '9', from: today, until: undefined }] })
    expect(c.rows(filled(c, { person: '9', 'end-1': '', until: '2027-01-01' })).holdings).toEqual([{ post: 'HEAD', person: '9', from: today, until: '2027-01-01' }])
  })
  it('gives a post that several hold to one more', () => {
    expect(appoint({ code: 'GATE', title: 'Guard', rank: 'staff' }, [mei], today).entries.at(-1)!.value).toBe('')
  })
  it('takes back what has not begun', () => {
    const c = endHolding('Head', coming, today)
    expect(c.rows(filled(c)).holdings).toEqual([{ post: 'HEAD', person: '2', from: '2026-12-01', until: '2026-12-01' }])
  })
  it('changes of a post what was changed, and offers it not to itself', () => {
    const c = changePost({ code: 'HEAD', title: '部长', titleEn: 'Head', rank: 'head', superior: 'GM', unit: 'MKT' }, [{ value: 'HEAD', label: 'x' }], [])
    expect(c.entries.find((e) => e.name === 'superior')!.options!.map((o) => o.value)).toEqual(['GM'])
    expect(c.rows(filled(c, { title: '主任', superior: '' }))).toEqual({ posts: [{ code: 'HEAD', title: '主任', superior: '-' }] })
  })
  it('ends with a unit its posts and who holds them', () => {
    const c = endUnit({ company: 'MILL', code: 'MKT', name: 'x' }, [{ code: 'HEAD' }, { code: 'OLD', until: '2026-01-01' }], [mei, coming], today)
    expect(c.rows(filled(c))).toEqual({ units: [{ company: 'MILL', code: 'MKT', until: today }], posts: [{ code: 'HEAD', until: today }],
      holdings: [{ post: 'HEAD', person: '1', from: '2020-01-01', until: today }, { post: 'HEAD', person: '2', from: '2026-12-01', until: '2026-12-01' }] })
  })
  it('has who leaves hold nothing from the day after the last', () => {
    const c = leave({ no: '1', name: 'Mei' }, [mei, { ...mei, post: 'OLD', until: '2021-01-01' }], today)
    expect(c.rows(filled(c))).toEqual({ people: [{ no: '1', until: '2026-11-24' }], holdings: [{ post: 'HEAD', person: '1', from: '2020-01-01', until: '2026-11-24' }] })
  })
  it('adds somebody with or without a post, and corrects who is there', () => {
    const c = newPerson([], today)
    expect(c.rows(filled(c, { no: ' N1 ', name: 'Xin' })).holdings).toBeUndefined()
    expect(c.rows(filled(c, { no: 'N1', name: 'Xin', post: 'HEAD' })).holdings).toEqual([{ post: 'HEAD', person: 'N1', from: today }])
    const fix = correct({ no: '1', name: 'Mei', phone: '1' })
    expect(fix.rows(filled(fix, { phone: '', email: 'm@example.com' }))).toEqual({ people: [{ no: '1', email: 'm@example.com', phone: '-' }] })
  })
})
