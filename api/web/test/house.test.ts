import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { effectScope, ref } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import type { Shape } from '@/api/client'
import { learn, t, words } from '@/i18n'
import { session } from '@/session'
import AccountDialog from '@/views/house/AccountDialog.vue'
import AccountsView from '@/views/house/AccountsView.vue'
import AccountTags from '@/views/house/AccountTags.vue'
import AwayView from '@/views/house/AwayView.vue'
import FactorsView from '@/views/house/FactorsView.vue'
import { edited, weeks, worked, type Day } from '@/views/house/calendar'
import { useCalendarDraft } from '@/views/house/calendarDraft'
import { centsOf } from '@/lib/amounts'
import { count, gaps, grow, narrow, type Unit } from '@/views/house/tree'
import { found, passwordFile, sums } from '@/views/house/upload'

const post = (id: string, ...holders: string[]) => ({ id, code: id, title: id, rank: 'staff', holders: holders.map((h) => ({ id: h, no: h, name: h, from: '2026-01-01' })) }) as Unit['posts'][number]
const unit = (id: string, parent: string, ...posts: Unit['posts']) => ({ id, code: id, name: id, parent, function: 'other', posts }) as Unit

describe('the organisation as a tree', () => {
  const tops = grow([unit('office', '', post('gm', 'gao')), unit('mkt', 'office', post('head', 'mei'), post('clerk')), unit('lost', 'gone', post('x'))])
  it('puts units below theirs, and one whose parent is not there at the top', () => {
    expect(tops.map((b) => b.unit.id)).toEqual(['office', 'lost'])
    expect(tops[0]!.parts[0]!.unit.id).toBe('mkt')
    expect(count(tops[0]!)).toEqual({ posts: 3, vacant: 1 })
  })
  it('has the heads of a unit before the others, who keep their order', () => {
    const of = (id: string, rank: string) => ({ ...post(id), rank })
    const posts = grow([unit('fin', '', of('accountant', 'staff'), of('cashier', 'staff'), of('deputy', 'deputy_head'), of('head', 'head'))])[0]!.unit.posts
    expect(posts.map((p) => p.id)).toEqual(['head', 'deputy', 'accountant', 'cashier'])
  })
  it('keeps the units above what was found', () => {
    const mei = narrow(tops, { hits: new Set(['mei']) })
    expect(mei).toHaveLength(1)
    expect(mei[0]!.unit.posts).toEqual([])
    expect(mei[0]!.parts[0]!.unit.posts.map((p) => p.id)).toEqual(['head'])
  })
  it('shows a unit that was found with all its posts, and vacant posts alone', () => {
    expect(narrow(tops, { hits: new Set(['mkt']) })[0]!.parts[0]!.unit.posts).toHaveLength(2)
    expect(narrow(tops, { vacant: true }).flatMap((b) => [...b.unit.posts, ...b.parts.flatMap((p) => p.unit.posts)]).map((p) => p.id)).toEqual(['clerk', 'x'])
    expect(narrow(tops, { hits: new Set() })).toEqual([])
  })
})

describe('the times in which nobody held a post', () => {
  it('lie between holdings, and since the last', () => {
    expect(gaps([{ from: '2026-03-01', until: '2026-05-01' }, { from: '2026-01-01', until: '2026-02-01' }], '2026-11-23')).toEqual([{ from: '2026-05-01' }, { from: '2026-02-01', until: '2026-03-01' }])
  })
  it('are none where holdings touch or overlap, or the last goes on', () => {
    expect(gaps([{ from: '2026-01-01', until: '2026-06-01' }, { from: '2026-02-01', until: '2026-03-01' }, { from: '2026-06-01' }], '2026-11-23')).toEqual([])
    expect(gaps([], '2026-11-23')).toEqual([])
    expect(gaps([{ from: '2026-01-01', until: '2027-01-01' }], '2026-11-23')).toEqual([])
  })
})

describe('the calendar of a year', () => {
  const day = (d: string, kind: string, own = false) => ({ day: d, kind, name: 'n', own, nameZh: 'n', nameEn: '', source: '' }) as Day
  it('begins its weeks on Monday and fills them', () => {
    const november = weeks(2026, 11, new Map())
    expect(november.every((w) => w.length === 7)).toBe(true)
    expect(november[0]!.filter(Boolean).map((c) => c!.number)).toEqual([1])
    expect(november.flat().filter(Boolean)).toHaveLength(30)
    expect(weeks(2028, 2, new Map()).flat().filter(Boolean)).toHaveLength(29)
  })
  it('counts the days that are worked on', () => {
    expect(worked(2026, new Map())).toBe(261)
    expect(worked(2026, new Map([['2026-10-01', day('2026-10-01', 'holiday')], ['2026-10-10', day('2026-10-10', 'workday')], ['2026-10-03', day('2026-10-03', 'holiday')]]))).toBe(261)
  })
  it('is sent with the own days only, as they were changed', () => {
    const days = [day('2026-10-01', 'holiday'), day('2026-05-06', 'holiday', true), day('2026-05-07', 'holiday', true)]
    const changes = new Map<string, Shape<'DayForm'> | null>([['2026-05-06', null], ['2026-01-09', { day: '2026-01-09', kind: 'workday', name: '补班' }]])
    expect(edited(days, changes).map((d) => d.day + d.kind)).toEqual(['2026-01-09workday', '2026-05-07holiday'])
  })
})

describe('a calendar that somebody else has changed meanwhile', () => {
  afterEach(() => vi.unstubAllGlobals())
  const day = (d: string, name: string) => ({ day: d, kind: 'holiday', name, nameZh: name, nameEn: '', source: '', own: true })
  const form = (d: string, name: string) => ({ day: d, kind: 'holiday' as const, name })
  it('is read anew on asking, keeps the days that were changed here, and says which the other changed', async () => {
    let house = { version: 'a', days: [day('2026-12-01', '检修')], hours: [], known: true }
    vi.stubGlobal('fetch', async (r: Request) => {
      if (r.method === 'GET') return Response.json(house)
      const sent = await r.json() as { was: string; days: { day: string; name: string }[] }
      if (sent.was !== house.version) return Response.json({ key: 'calendar-newer', status: 409 }, { status: 409, headers: { 'Content-Type': 'application/problem+json' } })
      return Response.json(house = { ...house, version: 'c', days: sent.days.map((d) => day(d.day, d.name)) })
    })
    const draft = effectScope().run(() => useCalendarDraft(ref(2026)))!
    await flushPromises()
    draft.note('2026-12-17', form('2026-12-17', '厂庆'))
    house = { ...house, version: 'b', days: [day('2026-12-01', '大修'), day('2026-12-18', '停电')] }
    await draft.keep()
    expect(draft.refused.value?.conflict).toBe(true)
    await draft.lookAgain()
    expect([[...draft.changes.value.keys()], draft.others.value, draft.refused.value]).toEqual([['2026-12-17'], ['2026-12-01', '2026-12-18'], undefined])
    await draft.keep()
    expect([draft.saved.value, draft.others.value, house.days.map((d) => d.day + d.name)]).toEqual([true, [], ['2026-12-01大修', '2026-12-17厂庆', '2026-12-18停电']])
  })
})

describe('a year that the law’s days are not at hand for', () => {
  afterEach(() => vi.unstubAllGlobals())
  it('approval.deadline is known only when it is said to be complete, which alone is a change to keep', async () => {
    let house = { version: 'a', days: [], hours: [], known: false, statutory: false }
    vi.stubGlobal('fetch', async (r: Request) => {
      if (r.method !== 'GET') house = { ...house, known: (await r.json() as { complete: boolean }).complete }
      return Response.json(house)
    })
    const draft = effectScope().run(() => useCalendarDraft(ref(2027)))!
    await flushPromises()
    draft.declare(true)
    expect(draft.size.value).toBe(1)
    draft.declare(false)
    expect(draft.size.value).toBe(0)
    draft.note('2027-01-01', { day: '2027-01-01', kind: 'holiday', name: '元旦' })
    await draft.keep()
    expect([house.known, draft.size.value]).toEqual([false, 0])
    draft.declare(true)
    await draft.keep()
    expect([house.known, draft.view.value?.known, draft.size.value, draft.saved.value]).toEqual([true, true, 0, true])
  })
})

describe('an import', () => {
  const change = (kind: string, op: 'added' | 'changed' | 'ended', key: string, fields: Shape<'ImportField'>[] = []) => ({ kind, kindName: kind, op, key, name: key + '名', fields }) as Shape<'ImportChange'>
  const all = [change('people', 'added', 'E1'), change('people', 'changed', 'E2', [{ label: '姓名', old: '张三', new: '张叁' }]), change('units', 'ended', 'GMO')]
  it('is summed up by kind', () => {
    expect(sums(all)).toEqual([{ kind: 'people', name: 'people', added: 1, changed: 1, ended: 0 }, { kind: 'units', name: 'units', added: 0, changed: 0, ended: 1 }])
  })
  it('is searched in keys, names and what changes', () => {
    expect(found(all, { op: '', kind: '', q: '张叁' }).map((c) => c.key)).toEqual(['E2'])
    expect(found(all, { op: 'added', kind: 'people', q: 'e1' }).map((c) => c.key)).toEqual(['E1'])
    expect(found(all, { op: 'ended', kind: 'people', q: '' })).toEqual([])
  })
  it('gives first passwords as a file that no spreadsheet takes for formulas', async () => {
    const text = await passwordFile([{ no: '1', name: '=HYPERLINK("x")', login: 'a', password: 'p"q' }], ['no', 'name', 'login', 'password']).text()
    expect(text).toContain(`"'=HYPERLINK(""x"")"`)
    expect(text).toContain('"p""q"')
  })
})

describe('a limit in yuan', () => {
  it('is read as typed, in cents', () => {
    expect(centsOf('5,000.5')).toBe(500050)
    expect(centsOf('￥12')).toBe(1200)
    expect(centsOf('  ')).toBeNull()
    for (const odd of ['12.345', 'abc', '-1', '1.2.3']) expect(centsOf(odd)).toBeUndefined()
  })
})

class Stream {
  addEventListener() {}
  close() {}
}

describe('what cannot be taken back', () => {
  afterEach(() => vi.unstubAllGlobals())
  const showing = { global: { plugins: [words], stubs: { SheetDialog: { template: '<div role="dialog"><slot :close="() => $emit(\'close\')" /></div>' }, RouterLink: true, ProxyDialog: true, AbsenceDialog: true } } }
  it('is asked about first: a proxy that is revoked', async () => {
    await learn('house')
    vi.stubGlobal('EventSource', Stream)
    const sent: string[] = []
    const proxy = { id: 'x1', mine: true, principal: { id: 'a', name: 'A' }, agent: { id: 'b', name: 'B' }, from: '2026-11-01T00:00:00Z', until: '2999-01-01T00:00:00Z', kindNames: [], inForce: true }
    vi.stubGlobal('fetch', async (r: Request) => {
      sent.push(r.method + ' ' + new URL(r.url).pathname.replace('/api/v1', ''))
      return Response.json(r.url.includes('absences') ? { today: [], mine: [], company: [], keeps: false } : { rows: [proxy] })
    })
    session.me = { id: 'a', name: 'A', posts: [], may: [] } as never
    const page = mount(AwayView, showing)
    await flushPromises()
    const press = async (look: string) => { await page.find(look).trigger('click'); await flushPromises() }
    await press('table button.danger')
    expect(sent.filter((s) => s.startsWith('DELETE'))).toEqual([])
    await press('[role=dialog] button:not(.danger)')
    expect(page.find('[role=dialog]').exists()).toBe(false)
    await press('table button.danger')
    await press('[role=dialog] button.danger')
    expect(sent.filter((s) => s.startsWith('DELETE'))).toEqual(['DELETE /proxies/x1'])
  })
})

describe('who is away', () => {
  const stubs = { SheetDialog: true, RouterLink: true, ProxyDialog: true, AbsenceDialog: { template: '<i class="entered" @click="$emit(\'kept\')" />', emits: ['kept'] } }
  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })
  it('approval.absence is asked once more after an absence is entered, for tasks are handed on after it', async () => {
    await learn('house')
    vi.useFakeTimers()
    vi.stubGlobal('EventSource', Stream)
    let by = ''
    const today = () => [{ absent: { id: 'a', name: '周建国' }, proxy: !!by, by, counted: true, tasks: by ? 3 : 0 }]
    vi.stubGlobal('fetch', async (r: Request) => Response.json(r.url.includes('absences') ? { today: today(), mine: [], company: [], keeps: false } : { rows: [] }))
    session.me = { id: 'a', name: 'A', posts: [], may: ['absence'] } as never
    const page = mount(AwayView, { global: { plugins: [words], stubs } })
    await flushPromises()
    await page.find('button.primary').trigger('click')
    await page.find('.entered').trigger('click')
    await flushPromises()
    expect([page.find('.entered').exists(), page.text().includes('何敏')]).toEqual([false, false])
    by = '何敏'
    await vi.advanceTimersByTimeAsync(2500)
    await flushPromises()
    expect(page.text()).toContain('何敏')
    page.unmount()
  })
})

describe('the list of accounts', () => {
  afterEach(() => vi.unstubAllGlobals())
  it('stays where it is when one of them was changed', async () => {
    await learn('house')
    const account = (id: string, lockedUntil?: string) => ({ id, no: id, name: id, login: id, company: '', posts: '', passkeys: 0, sessions: 0, tokens: 0, lockedUntil })
    const asked: (string | null)[] = []
    vi.stubGlobal('fetch', async (r: Request) => {
      const cursor = new URL(r.url).searchParams.get('cursor')
      asked.push(cursor)
      return Response.json(cursor ? { rows: [account('p3', '2026-11-30T00:00:00Z')] } : { rows: [account('p1'), account('p2')], next: 'more' })
    })
    const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/', component: { render: () => null } }] })
    await router.push('/?person=p3')
    const page = mount(AccountsView, { global: { plugins: [words, router], stubs: { AccountDialog: true } } })
    await flushPromises()
    await page.find('.foot button').trigger('click')
    await flushPromises()
    const tags = () => page.findAllComponents(AccountTags).map((tag) => !!tag.props('account').lockedUntil)
    expect(tags()).toEqual([false, false, true])
    page.findComponent(AccountDialog).vm.$emit('changed', account('p3'))
    await flushPromises()
    expect([tags(), asked]).toEqual([[false, false, false], [null, 'more']])
  })
})

describe('lost factors', () => {
  const dialog = { template: '<div role="dialog"><slot :close="() => $emit(\'close\')" /></div>' }
  const house = (answer: (path: string) => object) => {
    const sent: { what: string; body: unknown }[] = []
    vi.stubGlobal('fetch', async (r: Request) => {
      const path = new URL(r.url).pathname.replace('/api/v1', '')
      if (r.method !== 'GET') sent.push({ what: r.method + ' ' + path, body: await r.json().catch(() => undefined) })
      return r.method === 'GET' ? Response.json(answer(path)) : new Response(null, { status: 204 })
    })
    return sent
  }
  afterEach(() => vi.unstubAllGlobals())
  it('are removed by a second person, who is asked first; not by who asked for it', async () => {
    await learn('house')
    const reset = (id: string, mine: boolean) => ({ id, mine, person: { id: 'p' + id, name: 'P' + id }, no: id, reason: 'phone lost', askedBy: { id: 'a', name: 'A' }, askedAt: '2026-11-20T00:00:00Z', endsAt: '2026-11-21T00:00:00Z' })
    const sent = house(() => ({ rows: [reset('1', true), reset('2', false)] }))
    const page = mount(FactorsView, { global: { plugins: [words], stubs: { SheetDialog: dialog } } })
    await flushPromises()
    expect(page.findAll('li').map((li) => li.findAll('button').length)).toEqual([0, 1])
    await page.find('li button').trigger('click')
    expect(sent).toEqual([])
    await page.find('[role=dialog] button.danger').trigger('click')
    await flushPromises()
    expect([sent.map((s) => s.what), page.find('.note.good').text()]).toEqual([['POST /factor-resets/2/confirm'], t('house.fac.done', { name: 'P2' })])
  })
  it('are asked about by an administrator, with a reason, in the account that has any', async () => {
    await learn('house')
    const account = (id: string) => ({ id, no: id, name: id, login: id, company: '', posts: '', app: id === 'has', passkeys: 0, recovery: 0, sessions: 0, tokens: 0 })
    const sent = house((path) => ({ account: account(path.split('/').at(-1)!), sessions: [], tokens: [] }))
    const open = async (id: string) => {
      const card = mount(AccountDialog, { props: { id }, global: { plugins: [words], stubs: { SheetDialog: dialog } } })
      await flushPromises()
      return card
    }
    const offered = (card: Awaited<ReturnType<typeof open>>) => card.findAll('button').find((b) => b.text() === t('house.acc.lost'))
    expect(offered(await open('none'))).toBeUndefined()
    const card = await open('has')
    await offered(card)!.trigger('click')
    await card.find('textarea').setValue('phone lost')
    await card.find('form').trigger('submit')
    await flushPromises()
    expect(sent).toEqual([{ what: 'POST /accounts/has/factors/reset', body: { reason: 'phone lost' } }])
    expect(card.text()).toContain(t('house.acc.did.factors'))
  })
})
