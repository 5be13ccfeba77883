import { flushPromises, mount } from '@vue/test-utils'
import { h } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { speak, words } from '@/i18n'
import DayEntry from '@/forms/DayEntry.vue'
import DayRange from '@/views/inbox/DayRange.vue'
import ProxyDialog from '@/views/house/ProxyDialog.vue'
import { earlier } from '@/views/start/earlier'
import DraftFaults from '@/views/start/DraftFaults.vue'
import DraftList from '@/views/start/DraftList.vue'
import DraftView from '@/views/start/DraftView.vue'
import SubmitDialog from '@/views/start/SubmitDialog.vue'
import { caseOf, say } from './caseof'

const router = () => createRouter({ history: createMemoryHistory(), routes: [{ path: '/:any(.*)', component: { render: () => h('p') } }] })
const SheetDialog = { template: '<section><slot :close="() => undefined" /></section>' }
const stubs = { SheetDialog, RefusalNote: { template: '<p class="refusal" />' }, LookMark: true, PersonPicker: true, LinesTable: true, DraftForm: { name: 'DraftForm', template: '<p />', emits: ['begun'] } }
const global = () => ({ plugins: [words, router()], stubs })

/** What was asked, and the answers by path. */
function house(answer: (url: URL, method: string) => Response) {
  const asked: string[] = []
  vi.stubGlobal('fetch', (request: Request) => {
    const url = new URL(request.url)
    asked.push(request.method + ' ' + url.pathname.replace('/api/v1', '') + url.search)
    return Promise.resolve(answer(url, request.method))
  })
  return asked
}
afterEach(() => vi.unstubAllGlobals())

describe('an address of a draft', () => {
  it('is another draft after Back and Forward, also where it began here', async () => {
    const page = mount(DraftView, { props: { kind: 'sample_request' }, global: global() })
    const form = () => page.findComponent({ name: 'DraftForm' }).vm
    const first = form()
    page.findComponent({ name: 'DraftForm' }).vm.$emit('begun', 'a')
    await page.setProps({ kind: undefined, id: 'a' })
    expect(form() === first).toBe(true) // it got its id
    await page.setProps({ kind: 'exception', id: undefined, subject: 'a' })
    page.findComponent({ name: 'DraftForm' }).vm.$emit('begun', 'b')
    await page.setProps({ kind: undefined, subject: undefined, id: 'b' })
    await page.setProps({ id: 'a' })
    const back = form()
    await page.setProps({ id: 'b' })
    expect(form() === back).toBe(false)
  })
})

describe('what was asked for earlier', () => {
  const row = (number: string, state = 'done') => ({ case: number, number, state: { state, name: state } })
  it('is looked for by the form, page after page, until there is some', async () => {
    const pages = [{ rows: [], next: '1' }, { rows: [row('', 'draft')], next: '2' }, { rows: [row('YZ-1')], next: '3' }]
    const asked = house(() => say(pages.shift()!))
    const found = await earlier({ kind: 'form', form: 'seal', name: '用章' } as never, '合同')
    expect([found.rows.map((r) => r.number), found.next]).toEqual([['YZ-1'], '3'])
    expect(asked.map((a) => decodeURIComponent(a))).toEqual(['', '&cursor=1', '&cursor=2'].map((c) => 'GET /inbox?box=started&kind=form/seal&q=合同' + c))
  })
  it('is asked about after ten pages without any, and may be none', async () => {
    const asked = house(() => say({ rows: [], next: 'n' }))
    expect(await earlier({ kind: 'sample_request', name: '' } as never, '')).toEqual({ rows: [], next: 'n' })
    expect(asked).toHaveLength(10)
    house(() => say({ rows: [] }))
    expect(await earlier({ kind: 'sample_request', name: '' } as never, '')).toEqual({ rows: [], next: undefined })
  })
})

describe('drafts that were begun', () => {
  it('are told of, led to, and discarded', async () => {
    let drafts = ['a', 'b', 'c', 'd'].map((id) => ({ id, kindName: '取样', about: '打样' + id, state: { state: 'draft' }, updatedAt: '2026-11-23T02:32:00Z' }))
    const asked = house((_, method) => (method === 'DELETE' ? ((drafts = drafts.slice(1)), say({})) : say({ rows: drafts })))
    const page = mount(DraftList, { global: global() })
    await flushPromises()
    expect(asked).toEqual(['GET /cases?state=draft'])
    expect(page.findAll('li')).toHaveLength(3)
    expect([page.find('a').attributes('href'), page.find('time').text()]).toEqual(['/drafts/a', '已保存 11月23日 10:32'])
    await page.find('p.buttons button').trigger('click')
    expect(page.findAll('li')).toHaveLength(4)
    await page.find('li button').trigger('click')
    await page.find('button.danger').trigger('click')
    await flushPromises()
    expect(asked).toContain('DELETE /cases/a')
    expect(page.findAll('a').map((a) => a.attributes('href'))).toEqual(['/drafts/b', '/drafts/c', '/drafts/d'])
  })
})

describe('what is confirmed before it is submitted', () => {
  const show = (again: boolean) => mount(SubmitDialog, { props: { of: caseOf({ attachments: [{ id: 'f', name: '报价.pdf' }] as never }), again }, global: global() }).text()
  it('names the files, for signatures bind them', () => {
    expect(show(false)).toContain('报价.pdf')
  })
  it('does not say of what has a number that it gets one', () => {
    expect([show(false).includes('取得编号'), show(true).includes('取得编号'), show(true).includes('重新提交')]).toEqual([true, false, true])
  })
})

describe('what is wrong with a draft', () => {
  it('is counted, and not said to be missing', async () => {
    const fault = { at: 'lines', text: 'at most 20' }
    const say = (n: number) => mount(DraftFaults, { props: { of: 'd', kind: 'sample_request', faults: Array(n).fill(fault), whole: [], called: () => 'Lines' }, global: global() }).text()
    expect(say(2)).toBe('2 处须改正Lines')
    await speak('en')
    expect([say(1), say(2)]).toEqual(['1 thing is to be put rightLines', '2 things are to be put rightLines'])
    await speak('zh-CN')
  })
})

describe('a proxy', () => {
  it('is not given before the kinds are there, for none ticked is all of them', async () => {
    let there = false
    house((url) => (!url.pathname.endsWith('/kinds') ? say({ rows: [] }) : there ? say({ rows: [{ kind: 'sample_request', name: '取样' }] }) : say({ key: 'fault' }, 503)))
    const page = mount(ProxyDialog, { global: { ...global(), stubs: { ...stubs, PeriodEntry: true } } })
    await flushPromises()
    const give = () => page.find('button.primary').attributes('disabled') === undefined
    expect([give(), page.find('.refusal').exists()]).toEqual([false, true])
    there = true
    const again = mount(ProxyDialog, { global: { ...global(), stubs: { ...stubs, PeriodEntry: true } } })
    await flushPromises()
    expect([again.find('button.primary').attributes('disabled'), again.findAll('input[type=checkbox]').length]).toEqual([undefined, 1])
  })
})

describe('the days that narrow a list', () => {
  it('stay open when the last of them is cleared, and none that is no day narrows', async () => {
    const page = mount(DayRange, { props: { from: '2026-11-01', to: '' }, global: { plugins: [words], stubs: { ElDatePicker: true } } })
    await vi.waitUntil(() => page.findComponent(DayEntry).exists(), 20_000)
    const entry = page.findComponent(DayEntry).vm
    expect(page.find('details').element.open).toBe(true)
    for (const day of ['2026-02-30', '2026-02-28', '']) entry.$emit('update:modelValue', day)
    expect(page.emitted('narrow')).toEqual([[{ from: '2026-02-28' }], [{ from: '' }]])
    await page.setProps({ from: '' })
    expect(page.find('details').element.open).toBe(true)
  }, 25_000)
})
