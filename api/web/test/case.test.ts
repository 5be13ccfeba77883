import { enableAutoUnmount, flushPromises, mount } from '@vue/test-utils'
import { defineComponent, h, nextTick, ref } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { atWork } from '@/api/person'
import { words } from '@/i18n'
import { session } from '@/session'
import { askedOf, barsOf, dataOf, newsOf, nothingTyped, type Act, type Case } from '@/views/case/acts'
import ActFields from '@/views/case/ActFields.vue'
import ActPanel from '@/views/case/ActPanel.vue'
import CaseTalk from '@/views/case/CaseTalk.vue'
import { barsOf as clockBars } from '@/views/case/ledger'
import { useCase } from '@/views/case/seen'
import { entryOf } from '@/views/case/typed'
import { act, caseOf, say } from './caseof'

const router = () => createRouter({ history: createMemoryHistory(), routes: [{ path: '/:any(.*)', component: { render: () => h('p') } }] })
const stubs = { RefusalNote: { props: ['fault'], template: '<p class="refusal">{{ fault.key }}</p>' }, ClauseChip: true, LookMark: true, PersonPicker: true, FormField: true, RouterLink: true }
const global = () => ({ plugins: [words, router()], stubs })

beforeEach(() => {
  session.me = { id: 'zhou', name: '周建国', posts: [] } as never
  atWork.id = 'zhou'
  vi.stubGlobal('scrollTo', () => undefined)
  vi.stubGlobal('EventSource', class { close() {} addEventListener() {} })
})
enableAutoUnmount(afterEach) // an answer that comes late finds nobody
afterEach(() => vi.unstubAllGlobals())

describe('what an act sends', () => {
  const fills = [{ key: 'note', label: '备注', value: '别人填的' }, { key: 'price', label: '价格', value: '12' }]
  const values = (typed: Record<string, unknown>) => dataOf(caseOf(), act('sign', { fills }), { ...nothingTyped(), values: typed })
  it('is only what the person changed: what others filled in stays', () => {
    expect(values({})).toBeUndefined()
    expect(values({ note: '别人填的' })).toBeUndefined()
    expect(values({ note: '', price: '13' })).toEqual({ values: { note: '', price: '13' } })
  })
  it('of a comment says whether those named get a copy', () => {
    const typed = { ...nothingTyped(), people: [{ id: 'he', name: '何敏' }] }
    expect(dataOf(caseOf(), act('comment'), typed)).toEqual({ files: [], mentions: ['he'] })
    expect(dataOf(caseOf(), act('comment'), { ...typed, copy: true })).toMatchObject({ copy: true })
  })
})

describe('what is barred', () => {
  it('says nothing of what waits for another post, and all else once', () => {
    const bar = (verb: string, id: string) => act(verb, { reason: id, clause: { id, title: '', text: '', source: '', exceptable: false } })
    const c = caseOf({ acts: [], barred: [bar('sign', 'approval.post'), bar('sign', 'approval.one-seat'), bar('sign', 'approval.one-seat')] })
    expect(barsOf(c).map((b) => b.clause.id)).toEqual(['approval.one-seat'])
  })
})

describe('the clock', () => {
  it('is drawn as the ledger sums it up, the most first, on the wall where a year has no calendar', () => {
    const sum = (party: string, wall: number, working: number, who = '') => ({ party, partyName: party, who, wall, working })
    const clock = { sums: [sum('applicant', 9, 1), sum('holder', 5, 4, '部长'), sum('system', 1, 0)], missingYear: 0 } as never
    expect(clockBars(clock).map((b) => [b.party, b.who, b.seconds])).toEqual([['holder', '部长', 4], ['applicant', '', 1]])
    expect(clockBars({ ...(clock as object), missingYear: 2030 } as never).map((b) => b.seconds)).toEqual([9, 5, 1])
  })
})

describe('what is typed for a task', () => {
  it('stays when another case is looked at in between; where nothing was typed it begins anew', () => {
    const c = caseOf()
    entryOf(c, 'stays', 'sign').typed.value.comment = '写到一半'
    const again = entryOf(caseOf({ digest: 'two' }), 'stays', 'sign')
    expect([again.typed.value.comment, again.shown.value.digest]).toEqual(['写到一半', 'one'])
    entryOf(c, 'empty', 'sign')
    expect(entryOf(caseOf({ digest: 'two' }), 'empty', 'sign').shown.value.digest).toBe('two')
  })
})

describe('the panel of a task', () => {
  const panel = (c: Case) => mount(ActPanel, { props: { of: c, asked: askedOf(c).tasks[0]! }, global: global() })
  const button = (page: ReturnType<typeof panel>, verb: string) => page.findAll('.answers button').find((b) => b.text() === verb)!
  it('shows what changed meanwhile and lets nobody sign before that was seen; the opinion stays', async () => {
    const c = caseOf({ acts: [act('sign', { task: 'p1' })] })
    const page = panel(c)
    await page.find('textarea').setValue('同意，尽快')
    await page.setProps({ of: { ...c, digest: 'two', document: { ...c.document, fields: [{ key: 'purpose', label: '用途', value: '展会' }] } } })
    expect(page.find('.another').text()).toContain('展会')
    expect(button(page, 'sign').attributes('disabled')).toBeDefined()
    await page.find('.another button').trigger('click')
    expect(page.find('.another').exists()).toBe(false)
    expect(button(page, 'sign').attributes('disabled')).toBeUndefined()
    expect(page.find('textarea').element.value).toBe('同意，尽快')
  })
  it('tells the page why an act came too late', async () => {
    vi.stubGlobal('fetch', async () => say({ key: 'task-closed' }, 409))
    const page = panel(caseOf({ acts: [act('sign', { task: 'p2' })] }))
    await button(page, 'sign').trigger('click')
    await flushPromises()
    expect((page.emitted('stale')![0] as [{ key: string }])[0].key).toBe('task-closed')
  })
  it('sends no count that cannot be read: it says so at the field, and nothing is signed as none', async () => {
    const sent: unknown[] = []
    vi.stubGlobal('fetch', async (r: Request) => (sent.push(((await r.json()) as { data: unknown }).data), say({ seq: 2, at: '', hash: '' })))
    const line = { line: 1, code: 'C-21', name: '普梳棉纱', sizeName: '半纱', pieces: 3, handedOver: 3 }
    const c = caseOf({ acts: [act('take', { task: 'p3' })], document: { fields: [], lines: [line] } } as never)
    const page = mount(ActPanel, { attachTo: document.body, props: { of: c, asked: askedOf(c).tasks[0]! }, global: global() })
    const field = page.find<HTMLInputElement>('.counted input')
    for (const typed of ['', '三', '3个', '-1', '1.5']) {
      await field.setValue(typed)
      await button(page, 'take').trigger('click')
      await flushPromises()
      expect([sent.length, field.attributes('aria-invalid'), document.activeElement], typed).toEqual([0, 'true', field.element])
      expect(page.find('#' + field.attributes('aria-describedby')).text()).toContain('请填写数量')
    }
    await field.setValue('２')
    expect(field.attributes('aria-invalid')).toBeUndefined()
    await button(page, 'take').trigger('click')
    await flushPromises()
    expect(sent).toEqual([{ lines: [{ line: 1, pieces: 2 }] }])
    page.unmount()
  })
  it('signs with Enter in the field of the code, and nowhere else', async () => {
    let sent = 0
    vi.stubGlobal('fetch', async () => (sent++, say({ seq: 2, at: '', hash: '' })))
    const page = panel(caseOf({ acts: [act('sign', { task: 'p4', proof: 'strong' })] }))
    await page.find('form').trigger('submit')
    await flushPromises()
    expect(sent).toBe(0)
    await page.find('[autocomplete=one-time-code]').trigger('keydown', { key: 'Enter' })
    await flushPromises()
    expect(sent).toBe(1)
  })
  it('says by name who was filled in before', () => {
    const sign = act('sign', { task: 't1', fills: [{ key: 'keeper', label: '保管人', value: 'id-1' }, { key: 'unit', label: '部门', value: 'id-2' }] })
    const field = (key: string, type: string) => ({ key, type, label: { zh: key, en: key }, rights: { 'signatures.1': 'write' } })
    const form = { code: 'seal', version: 1, fields: [field('keeper', 'person'), field('unit', 'unit')] }
    const c = caseOf({ acts: [sign], document: { fields: [{ key: 'keeper', label: '保管人', value: '何敏' }], lines: [], form } } as never)
    c.slates[0]!.step = 'signatures'
    const page = mount(ActFields, { props: { of: c, act: sign, rounds: [], id: 'x', modelValue: nothingTyped() }, global: { ...global(), stubs: { ...stubs, FormField: { props: ['names', 'modelValue'], template: '<p class="picked">{{ names[modelValue] }}</p>' } } } })
    expect(page.findAll('.picked').map((p) => p.text())).toEqual(['何敏', '…'])
  })
})

describe('a case that is looked at', () => {
  function open(answer: (id: string) => Promise<Response>) {
    vi.stubGlobal('fetch', async (r: Request) => (r.url.includes('/inbox/count') ? say({}) : answer(r.url.split('/').at(-1)!)))
    const id = ref('c1')
    let view!: ReturnType<typeof useCase>
    const head = ref<HTMLElement>()
    const page = mount(defineComponent({ setup: () => ((view = useCase(() => id.value, head)), () => h('div', { ref: head, tabindex: -1 })) }), { attachTo: document.body, global: global() })
    return { id, view, head, page }
  }
  it('is the one that was asked for last, however late an answer comes', async () => {
    const late: Record<string, (r: Response) => void> = {}
    const { id, view } = open((of) => new Promise((resolve) => (late[of] = resolve)))
    await flushPromises()
    id.value = 'c2'
    await flushPromises()
    late.c2!(say(caseOf({ id: 'c2' })))
    await flushPromises()
    late.c1!(say(caseOf({ id: 'c1' })))
    await flushPromises()
    expect(view.seen.value?.id).toBe('c2')
  })
  it('says nothing to the page that is there once it was left', async () => {
    let answer!: (r: Response) => void
    const { page } = open(() => new Promise((resolve) => (answer = resolve)))
    await flushPromises()
    page.unmount()
    document.title = 'elsewhere'
    answer(say(caseOf()))
    await flushPromises()
    expect(document.title).toBe('elsewhere')
  })
  it('says what others did meanwhile, and not what one did', () => {
    const event = (seq: number, id: string) => ({ seq, at: '', text: '', kind: 'sign', prev: '', hash: '', actor: { id, name: id } })
    const was = caseOf({ events: [event(1, 'lin')] } as never)
    const now = caseOf({ events: [event(1, 'lin'), event(2, 'zhou'), event(3, 'chen')] } as never)
    expect(newsOf(was, now, 'zhou').map((e) => e.seq)).toEqual([3])
  })
  it('keeps why an act was refused while it is read again, and puts the focus there', async () => {
    const { view, head } = open(async () => say(caseOf({ acts: [] })))
    await flushPromises()
    await view.stale({ key: 'task-closed' } as never)
    expect(view.refused.value?.key).toBe('task-closed')
    expect(document.activeElement).toBe(head.value)
    await view.done({ seq: 2, at: '', hash: 'x' } as never, act('sign') as Act)
    expect([view.refused.value, view.receipt.value?.what, document.activeElement]).toEqual([undefined, 'sign', head.value])
  })
})

describe('a comment', () => {
  it('half written stays, with its files, when another page is looked at in between', async () => {
    const open = (id: string) => mount(CaseTalk, { props: { of: caseOf({ id, acts: [act('comment', { task: '' })] }) }, global: global() })
    const page = open('talk-1')
    await page.find('textarea').setValue('写到一半')
    const input = page.find('input[type=file]')
    Object.defineProperty(input.element, 'files', { value: [new File(['x'], 'a.txt')] })
    await input.trigger('change')
    page.unmount()
    expect(open('talk-2').find('textarea').element.value).toBe('')
    const again = open('talk-1')
    expect([again.find('textarea').element.value, again.find('ul.small li').text()]).toEqual(['写到一半', expect.stringContaining('a.txt')])
  })
  it('that was refused is sent again with its files, under the key of the new act', async () => {
    const files: string[] = []
    const sent: { key: string | null; files: string[] }[] = []
    vi.stubGlobal('XMLHttpRequest', class {
      upload = {}
      status = 201
      response: unknown
      onload = () => undefined
      open(_: string, address: string) {
        files.push(address)
        this.response = { id: 'f' + files.length }
      }
      setRequestHeader() {}
      send() {
        void nextTick(() => this.onload())
      }
    })
    vi.stubGlobal('fetch', async (r: Request) => {
      sent.push({ key: r.headers.get('Idempotency-Key'), files: ((await r.json()) as { data: { files: string[] } }).data.files })
      return sent.length === 1 ? say({ key: 'mention-unseen-who' }, 422) : say({ seq: 2, at: '', hash: '' })
    })
    const page = mount(CaseTalk, { props: { of: caseOf({ acts: [act('comment', { task: '' })] }) }, global: global() })
    await page.find('textarea').setValue('请看附件')
    const input = page.find('input[type=file]')
    Object.defineProperty(input.element, 'files', { value: [new File(['x'], 'a.txt'), new File(['y'], 'b.txt')], configurable: true })
    await input.trigger('change')
    await page.findAll('ul.small li button')[1]!.trigger('click')
    expect(page.findAll('ul.small li')).toHaveLength(1)
    for (let i = 0; i < 2; i++) {
      await page.find('form').trigger('submit')
      await flushPromises()
      await flushPromises()
    }
    expect(sent.map((s) => s.files)).toEqual([['f1'], ['f2']])
    expect(sent[0]!.key).not.toBe(sent[1]!.key)
    expect(files.map((address) => address.split('/').at(-2))).toEqual(sent.map((s) => s.key))
  })
})
