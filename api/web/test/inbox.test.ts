import { flushPromises, mount } from '@vue/test-utils'
import { defineComponent, h, ref } from 'vue'
import { createMemoryHistory, createRouter, type Router } from 'vue-router'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { atWork } from '@/api/person'
import { words } from '@/i18n'
import { session } from '@/session'
import BatchSign from '@/views/inbox/BatchSign.vue'
import { keyOf, useBox, type BoxName, type Row } from '@/views/inbox/box'
import InboxView from '@/views/inbox/InboxView.vue'
import { act, caseOf, say } from './caseof'

const row = (n: number, more: Partial<Row> = {}): Row =>
  ({ case: 'c' + n, task: 't' + n, kind: 'sample_request', kindName: '取样', number: 'QY-' + String(n).padStart(3, '0'), verb: 'sign', verbName: '同意', applicant: '林', unit: '销售部',
    state: { state: 'running', name: '' }, updatedAt: '', openedAt: '', dueAt: '2026-11-24T10:00:00Z', ...more }) as Row

let asked: string[]
/** A box of so many rows, 20 a page; none of the first pages has any that matches. */
function box(many: number, empty = 0) {
  const pages = [...Array.from({ length: empty }, () => [] as Row[]), ...Array.from({ length: Math.ceil(many / 20) }, (_, p) => Array.from({ length: Math.min(20, many - p * 20) }, (_, i) => row(p * 20 + i)))]
  vi.stubGlobal('fetch', async (r: Request) => {
    const { pathname, searchParams } = new URL(r.url)
    if (pathname.endsWith('/inbox/count')) return say({ todo: many, more: false, unread: 0, moreUnread: false })
    if (!pathname.endsWith('/inbox')) return say({ rows: [], days: [] })
    const at = Number(searchParams.get('cursor') ?? 0)
    asked.push(String(at))
    return say({ box: 'todo', rows: pages[at] ?? [], next: at + 1 < pages.length ? String(at + 1) : undefined })
  })
}
const routes = () => createRouter({ history: createMemoryHistory(), routes: [{ path: '/:any(.*)', component: { render: () => h('p') } }] })

async function opened(at = '/inbox/todo', name: BoxName = 'todo', router: Router = routes()) {
  await router.push(at)
  let view!: ReturnType<typeof useBox>
  const page = mount(defineComponent({ setup: () => ((view = useBox(() => name)), () => h('p')) }), { global: { plugins: [words, router] } })
  await flushPromises()
  return { view, page }
}

beforeEach(() => {
  asked = []
  session.me = { id: 'zhou', name: '周建国', posts: [] } as never
  atWork.id = 'zhou'
  vi.stubGlobal('EventSource', class { close() {} addEventListener() {} })
})
afterEach(() => vi.unstubAllGlobals())

describe('a box', () => {
  it('that found nothing so far says that there is more, and looks further when asked', async () => {
    box(3, 15)
    const { view } = await opened('/inbox/todo?q=far')
    expect([view.rows.value.length, view.next.value]).toEqual([0, '10'])
    await view.more()
    expect([view.rows.value.length, view.next.value]).toEqual([3, ''])
  })
  it('is as long after it was read again, however long it was', async () => {
    box(300)
    const { view } = await opened('/inbox/todo?q=long')
    for (let i = 1; i < 15; i++) await view.more()
    expect(view.rows.value).toHaveLength(300)
    await view.refresh()
    expect(view.rows.value).toHaveLength(300)
  })
  it('is as it was left for who comes back to it', async () => {
    box(100)
    const first = await opened('/inbox/todo?q=back')
    await first.view.more()
    first.page.unmount()
    const again = await opened('/inbox/todo?q=back')
    expect(again.view.rows.value).toHaveLength(40)
  })
  it('gives more to who asked for it, though the house tells of a change meanwhile', async () => {
    box(60)
    const { view } = await opened('/inbox/todo?q=both')
    await Promise.all([view.more(), view.refresh()])
    expect(view.rows.value).toHaveLength(40)
  })
  it('says nothing of a question that was overtaken', async () => {
    box(3)
    const router = routes()
    const { view } = await opened('/inbox/todo?q=a', 'todo', router)
    let fail!: (why: Error) => void
    const answer = globalThis.fetch
    vi.stubGlobal('fetch', (r: Request) => (r.url.includes('q=slow') ? new Promise((_, reject) => (fail = reject)) : answer(r)))
    await router.push('/inbox/todo?q=slow')
    await flushPromises()
    await router.push('/inbox/todo?q=b')
    await flushPromises()
    fail(new TypeError('offline'))
    await flushPromises()
    expect([view.fault.value, view.rows.value.length, view.state.value]).toEqual([undefined, 3, 'ready'])
  })
  it('marks what is new until it is left, whatever else changes meanwhile', async () => {
    box(1)
    const { view } = await opened('/inbox/todo?q=new')
    box(2)
    await view.refresh()
    await view.refresh()
    expect([...view.fresh.value]).toEqual(['t1'])
  })
  it('puts what is due at once in order of its number', async () => {
    box(0)
    vi.stubGlobal('fetch', async () => say({ box: 'todo', rows: [row(3), row(1), row(2, { dueAt: '2026-11-23T10:00:00Z' })] }))
    const { view } = await opened('/inbox/todo?q=order')
    expect(view.rows.value.map((r) => r.number)).toEqual(['QY-002', 'QY-001', 'QY-003'])
  })
})

describe('signing several', () => {
  const sheet = { name: 'sheet', props: ['title', 'held'], template: '<dialog open><slot :close="() => $emit(\'close\')" /></dialog>' }
  it('takes the first fifty; what was not signed stays chosen', async () => {
    box(60)
    const router = routes()
    await router.push('/inbox/todo?kind=many')
    const signing = ref<Row[]>()
    let came: string[] = []
    const batch = defineComponent({ props: ['rows'], emits: ['close'], setup: (p, { emit }) => () => ((signing.value = p.rows), h('button', { id: 'end', onClick: () => emit('close', came) })) })
    const page = mount(InboxView, { attachTo: document.body, props: { box: 'todo' }, global: { plugins: [words, router], stubs: { PageHead: true, FirstSteps: true, BoxFilter: true, BatchSign: batch, DueTag: true } } })
    await flushPromises()
    for (let i = 0; i < 2; i++) {
      await page.find('.foot button').trigger('click')
      await flushPromises()
    }
    await page.find('.picking input').setValue(true)
    expect(page.find('.picking').text()).toContain('一次签前 50 件')
    await page.find('.picking .primary').trigger('click')
    await vi.waitFor(() => expect(page.find('#end').exists()).toBe(true))
    expect(signing.value).toHaveLength(50)
    await page.find('#end').trigger('click') // Escape, before anything was signed
    await flushPromises()
    expect(page.findAll('.row.picked')).toHaveLength(60)
    await page.find('.picking .primary').trigger('click')
    await flushPromises()
    came = signing.value!.slice(0, 48).map(keyOf) // two were refused
    await page.find('#end').trigger('click')
    await flushPromises()
    expect(page.findAll('.row.picked')).toHaveLength(12)
    expect(document.activeElement?.closest('.rows'), 'the focus is in the list').toBeTruthy()
    page.unmount()
  })
  it('shows all that each case says, and then first of all what came of it', async () => {
    const document1 = { fields: [{ key: 'purpose', label: '用途', value: '很长'.repeat(60) }], lines: [{ line: 1, variety: 'v', code: 'C-21', name: '普梳棉纱', size: 'half', sizeName: '半纱', pieces: 2, grams: 1600, pricePerKg: 0, cents: 0 }] }
    vi.stubGlobal('fetch', async (r: Request) => (r.method === 'POST' ? say({ rows: [{ case: 'c1', task: 't1', receipt: { seq: 1 } }] }) : say(caseOf({ acts: [act('sign')], document: document1 } as never))))
    const page = mount(BatchSign, { attachTo: document.body, props: { rows: [row(1)] }, global: { plugins: [words, routes()], stubs: { SheetDialog: sheet } } })
    await flushPromises()
    expect(page.find('.whole').text()).toContain('很长'.repeat(60))
    expect(page.find('.whole').text()).toContain('普梳棉纱')
    await page.find('form').trigger('submit')
    expect(page.findComponent({ name: 'sheet' }).props('held'), 'nobody misses what comes of it').toBe(true)
    await flushPromises()
    expect(page.findComponent({ name: 'sheet' }).props('held')).toBe(false)
    expect((document.activeElement as HTMLElement).textContent).toContain('1 件全部已同意')
    await page.find('.buttons .primary').trigger('click')
    expect(page.emitted('close')).toEqual([[['t1']]])
    page.unmount()
    expect(keyOf(row(1))).toBe('t1')
  })
  it('offers nothing that is always refused: a proof and a field to fill in are for the case itself', async () => {
    const fills = [{ key: 'price', label: '价格', value: ' ' }]
    const form = (required: boolean) => ({ fields: [], lines: [], form: { fields: [{ key: 'price', required }] } })
    const cases: Record<string, object> = {
      c1: { acts: [act('sign')] },
      c2: { acts: [act('sign', { task: 't2', proof: 'strong' })] },
      c3: { acts: [act('sign', { task: 't3', fills })], document: form(true) },
      c4: { acts: [act('sign', { task: 't4', fills })], document: form(false) },
      c5: { acts: [act('sign', { task: 't5', fills: [{ ...fills[0]!, value: '12' }] })], document: form(true) },
    }
    vi.stubGlobal('fetch', async (r: Request) => say(caseOf(cases[r.url.split('/').at(-1)!] as never)))
    const page = mount(BatchSign, { props: { rows: [1, 2, 3, 4, 5].map((n) => row(n)) }, global: { plugins: [words, routes()], stubs: { SheetDialog: sheet } } })
    await flushPromises()
    expect(page.findAll('.batch > li').map((li) => li.find('.wrong').exists())).toEqual([false, true, true, false, false])
    expect(page.find('.buttons .primary').text()).toBe('同意这 3 件')
  })
})
