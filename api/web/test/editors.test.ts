import { mount } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick, ref } from 'vue'
import { createRouter, createMemoryHistory } from 'vue-router'
import type { Shape } from '@/api/client'
import { learn, words } from '@/i18n'
import { useAsked } from '@/lib/asked'
import { askBeforeLeaving } from '@/lib/leaving'
import { usePages } from '@/lib/pages'
import { session } from '@/session'
import FormField from '@/forms/FormField.vue'
import { useFormCheck } from '@/views/rules/formCheck'
import { useFormDraft } from '@/views/rules/formDraft'
import FormFieldEditor from '@/views/rules/FormFieldEditor.vue'
import FormFields from '@/views/rules/FormFields.vue'
import FormRounds from '@/views/rules/FormRounds.vue'
import { blankForm, type Definition } from '@/views/rules/forms'
import { useMatrixDraft } from '@/views/rules/matrixDraft'
import { useMatrixCheck } from '@/views/rules/matrixCheck'
import type { Row } from '@/views/rules/matrix'
import MoneyEntry from '@/views/rules/MoneyEntry.vue'
import ParameterEntry from '@/views/rules/ParameterEntry.vue'
import { changeOf, type Parameter } from '@/views/rules/parameters'
import ParametersView from '@/views/rules/ParametersView.vue'
import { desk, house, settled, version, within } from './editing'

await learn('rules')
session.me = { id: 'p1', company: { id: 'c1', name: 'MILL' }, posts: [] } as unknown as Shape<'Person'>
afterEach(() => { vi.unstubAllGlobals(); localStorage.clear() })

describe('a form that somebody else has changed meanwhile', () => {
  it('is refused, shows what the newer one says, and goes on from it with what was typed', async () => {
    let newest = version(1, '来访')
    const sent = house({
      'GET /matrix/words': () => ({ body: {} }), 'GET /forms': () => ({ body: { rows: [newest] } }), 'GET /forms/visit/1': () => ({ body: version(1, '来访') }),
      'POST /forms': (body: Definition) => body.version < newest.version ? { status: 409, body: { key: 'form-newer', status: 409 } } : { status: 201, body: { ...body, version: body.version + 1 } },
    })
    const draft = within(await desk('/?code=visit&version=1'), useFormDraft)
    await settled()
    draft.form.value!.name.zh = '来访登记'
    newest = version(2, '访客')
    await draft.keep()
    expect([draft.newer.value?.version, draft.form.value!.name.zh, draft.dirty.value]).toEqual([2, '来访登记', true])
    draft.goOn()
    await draft.keep()
    expect(sent.filter((s) => s.what === 'POST /forms').map((s) => s.body.version)).toEqual([1, 2])
    expect([draft.kept.value?.version, draft.newer.value, draft.refused.value]).toEqual([3, undefined, undefined])
  })
})

describe('the matrix that somebody else has changed meanwhile', () => {
  const row = (round: number): Row => ({ kind: 'sample_request', step: 'signatures', clause: 'c', verb: 'sign', round, mode: 'all', of: ['head@case-unit'] })
  it('is said, with what was kept here for the person', async () => {
    const matrix = (v: number, rows: Row[]) => ({ body: { version: v, rows, versions: [{ of: 'matrix', version: 2 }, { of: 'matrix', version: 1 }].slice(2 - v) } })
    let newest = 1
    house({ 'GET /matrix/words': () => ({ body: { kinds: [] } }), 'GET /matrix': () => matrix(newest, newest === 1 ? [row(1)] : [row(1), row(2)]) })
    const one = effectScope().run(() => useMatrixDraft(async () => ({})))!
    await one.load()
    one.rows.value = [row(1), row(3)]
    await settled()
    newest = 2
    const again = effectScope().run(() => useMatrixDraft(async () => ({})))!
    await again.load()
    expect([again.base.value, again.newest.value?.version, again.restored.value, !!again.moved.value]).toEqual([1, 2, true, true])
    expect(again.rows.value.map((r) => r.round)).toEqual([1, 3])
    again.goOn()
    expect([again.base.value, again.moved.value]).toEqual([2, undefined])
    await settled()
    session.me = { ...session.me, id: 'p2' }
    const other = effectScope().run(() => useMatrixDraft(async () => ({})))!
    await other.load()
    expect([other.restored.value, other.rows.value.length]).toEqual([false, 2])
    session.me = { ...session.me, id: 'p1' }
  })
  it('stays beside a proposal that was sent back, and each keeps its own rows, day and reason', async () => {
    house({ 'GET /matrix/words': () => ({ body: { kinds: [] } }), 'GET /matrix': () => ({ body: { version: 1, rows: [row(1)], versions: [] } }) })
    const opened = (of?: string) => effectScope().run(() => useMatrixDraft(async () => (of ? { rows: [row(1), row(7)], base: 1, reason: 'sent back' } : {}), of))!
    const mine = opened()
    await mine.load()
    mine.rows.value = [row(1), row(3)]
    mine.reason.value = 'an hour of work'
    await settled()
    const back = opened('c1')
    await back.load()
    expect([back.rows.value.map((r) => r.round), back.reason.value, back.restored.value]).toEqual([[1, 7], 'sent back', false])
    back.from.value = '2027-01-01'
    await settled()
    const [again, later] = [opened(), opened('c1')]
    await again.load()
    expect([again.rows.value.map((r) => r.round), again.reason.value, again.restored.value]).toEqual([[1, 3], 'an hour of work', true])
    await later.load()
    expect([later.rows.value.map((r) => r.round), later.from.value, later.restored.value]).toEqual([[1, 7], '2027-01-01', true])
    await later.discard()
    expect([later.rows.value.map((r) => r.round), later.restored.value]).toEqual([[1, 7], false])
    await again.discard()
    expect([again.rows.value.map((r) => r.round), again.reason.value, again.changes.value]).toEqual([[1], '', 0])
    await settled()
    expect(localStorage.length).toBe(0)
  })
})

describe('an amount that cannot be read', () => {
  const row = (to?: unknown) => ({ kind: 'k', step: 's', clause: 'c', verb: 'sign', round: 1, mode: 'all', of: ['x'], to }) as Row
  const entry = (amount: unknown) => mount(MoneyEntry, { props: { id: 'm', modelValue: amount as number }, global: { plugins: [words] } })
  it('is handed on as it was typed, and never is the amount before', async () => {
    const field = entry(8000000)
    const last = () => field.emitted('update:modelValue')!.at(-1)
    for (const [typed, amount] of [['80000x', '80000x'], ['９０，０００', 9000000], ['0', 0], ['', '']] as const) {
      await field.find('input').setValue(typed)
      expect(last()).toEqual([amount])
    }
    expect(entry('80000x').find('input').element.value).toBe('80000x')
    expect([entry(50).find('input').element.value, entry(0).find('input').element.value]).toEqual(['0.5', '0'])
  })
  it('is a fault of its row, of the matrix and of a form, and is not sent', async () => {
    const sent = house({ 'POST /matrix/check': () => ({ body: { faults: [], rows: [] } }), 'POST /forms/check': () => ({ body: { faults: [], rows: [] } }) })
    const rows = ref([row(100), row('80000x')])
    const matrix = effectScope().run(() => useMatrixCheck(rows, ref('x')))!
    await matrix.check()
    expect([matrix.ready.value, matrix.wrongOf(1).to?.length, matrix.inKind('k'), sent.length]).toEqual([false, 1, 1, 0])
    rows.value = [row(100), row(8000000)]
    await matrix.check()
    expect([matrix.ready.value, sent.length]).toEqual([true, 1])
    const visit = { ...blankForm(), fields: [{ key: 'a', label: { zh: 'a', en: 'a' }, type: 'money', max: '5oo' }], signatures: [{ ...blankForm().signatures[0]!, from: '1oo' }] } as unknown as Definition
    const form = effectScope().run(() => useFormCheck(ref(visit), ref('x'), () => false))!
    await form.check()
    expect([form.under('fields[0]').max?.length, form.under('signatures[0]').from?.length, sent.length]).toEqual([1, 1, 1])
  })
  it('of a parameter goes to the house, which says so', () => {
    const limit = { key: 'limit', type: 'money', value: 500, default: 500, own: false } as unknown as Parameter
    expect([changeOf([limit], { limit: '5oo' }), changeOf([limit], { limit: '' }), changeOf([limit], { limit: 0 })]).toEqual([{ limit: '5oo' }, { limit: '' }, { limit: 0 }])
  })
})

describe('parameters that were typed', () => {
  it('are not lost without a question: neither what was typed for one, nor the reason', async () => {
    const p = { key: 'approval.days', label: 'Days', type: 'number', value: 3, default: 3, own: false, least: 1, most: 9 }
    house({
      'GET /rulebook': () => ({ body: { chapters: [{ clauses: [{ id: 'approval.deadline', text: 'x', parameters: [p] }] }], versions: [] } }),
      'POST /rulebook/check': () => ({ body: { faults: [], changes: [], underWay: 0 } }),
    })
    session.me = { ...session.me, administrator: true }
    const leave = vi.fn(() => false)
    vi.stubGlobal('confirm', leave)
    const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/', component: ParametersView }, { path: '/rules', component: { render: () => null } }] })
    await router.push('/')
    const page = mount({ template: '<RouterView />' }, { global: { plugins: [router, words], stubs: { FormField: true, RulesTabs: true } } })
    const left = async () => { await router.push('/rules').catch(() => undefined); return router.currentRoute.value.path === '/rules' }
    await settled()
    page.findComponent(ParameterEntry).vm.$emit('update:modelValue', '5')
    await settled()
    expect([await left(), leave.mock.calls.length]).toEqual([false, 1])
    page.findComponent(ParameterEntry).vm.$emit('update:modelValue', '3')
    page.findAllComponents(FormField).at(-1)!.vm.$emit('update:modelValue', 'because')
    await settled()
    expect(await left()).toBe(false)
    page.findAllComponents(FormField).at(-1)!.vm.$emit('update:modelValue', '')
    await settled()
    expect([await left(), leave.mock.calls.length]).toEqual([true, 2])
    session.me = { ...session.me, administrator: false }
  })
})

describe('a field of a form', () => {
  it('stays open when what was wrong with it is mended, and when its key changes', async () => {
    const faults = ref<Record<string, string[]>>({ label: ['missing'] })
    const fields = ref([{ key: 'a', label: { zh: '', en: '' }, type: 'line' }, { key: 'b', label: { zh: 'b', en: 'b' }, type: 'line' }])
    const under = (at: string) => (at === 'fields[0]' ? faults.value : {})
    const page = mount({
      components: { FormFields }, setup: () => ({ fields, under }), template: '<FormFields v-model="fields" :steps="[]" :under="under" />',
    }, { global: { plugins: [words], stubs: { LookMark: true, FormFieldEditor: true } } })
    const open = () => page.findAll('details').map((d) => (d.element as HTMLDetailsElement).open)
    expect(open()).toEqual([true, false])
    faults.value = {}
    fields.value = fields.value.map((f, i) => (i ? f : { ...f, key: 'another', label: { zh: '目的地', en: '' } }))
    await nextTick()
    expect(open()).toEqual([true, false])
  })
  it('says of a person, and of nothing else, that the case is for whom it names', async () => {
    const field = ref<Shape<'FormField'>>({ key: 'a', label: { zh: 'a', en: 'a' }, type: 'person' })
    const page = mount({
      components: { FormFieldEditor }, setup: () => ({ field, under: () => ({}) }), template: '<FormFieldEditor v-model="field" :steps="[]" at="fields[0]" :under="under" />',
    }, { global: { plugins: [words], stubs: { LookMark: true } } })
    await page.findAll('input[type=checkbox]')[1]!.setValue(true)
    expect(field.value.concerns).toBe(true)
    await page.find('select').setValue('line')
    expect([field.value.type, field.value.concerns, page.findAll('input[type=checkbox]').length]).toEqual(['line', undefined, 1])
  })
})

describe('what is edited', () => {
  it('says nothing of a new form before it is kept, and can be checked again where that failed', async () => {
    let fails = true
    house({ 'POST /forms/check': () => (fails ? { status: 503, body: { key: 'down', status: 503 } } : { body: { faults: [{ at: 'name', key: 'form-words', text: '请填写' }], rows: [] } }) })
    const form = ref<Definition | undefined>(blankForm())
    const quiet = ref(true)
    const check = effectScope().run(() => useFormCheck(form, ref('x'), () => quiet.value))!
    await check.check()
    expect([check.state.value, !!check.failed.value]).toEqual(['failed', true])
    fails = false
    await check.check()
    expect([check.state.value, check.found.value.faults.length, check.wrong('name')]).toEqual(['checked', 1, []])
    quiet.value = false
    expect(check.wrong('name')).toEqual(['请填写。'])
  })
  it('is not lost by another address of the same view, nor by the tab being closed', async () => {
    const asked = vi.fn(() => false)
    vi.stubGlobal('confirm', asked)
    const changed = ref(true)
    const page = { setup: () => (askBeforeLeaving(() => changed.value, () => 'leave?'), () => null) }
    const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/calendar', component: page }] })
    await router.push('/calendar?year=2026')
    mount({ template: '<RouterView />' }, { global: { plugins: [router] } })
    await router.push('/calendar?year=2027')
    expect([router.currentRoute.value.query.year, asked.mock.calls.length]).toEqual(['2026', 1])
    const unload = () => { const e = new Event('beforeunload', { cancelable: true }); dispatchEvent(e); return e.defaultPrevented }
    expect(unload()).toBe(true)
    changed.value = false
    expect(unload()).toBe(false)
  })
})

describe('what is asked of the house', () => {
  it('is the last that was asked for, whatever comes first', async () => {
    const waiting: ((n: number) => void)[] = []
    const { seen, load } = useAsked(() => new Promise<number>((done) => waiting.push(done)))
    const both = [load(), load()]
    waiting[1]!(2)
    waiting[0]!(1)
    await Promise.all(both)
    expect(seen.value).toBe(2)
  })
  it('goes on page by page, and begins anew', async () => {
    const pages: Record<string, { rows: number[]; next?: string; totals?: string }> = { '': { rows: [1, 2], next: 'b', totals: 'all' }, b: { rows: [3] } }
    const list = usePages(async (cursor) => pages[cursor ?? '']!)
    await list.load()
    await list.more()
    expect([list.rows.value, list.next.value, list.first.value?.totals]).toEqual([[1, 2, 3], undefined, 'all'])
    await list.more()
    await list.load()
    expect([list.rows.value, list.next.value]).toEqual([[1, 2], 'b'])
  })
})

describe('a fault of the rounds of a form', () => {
  it('stands beside what is to be changed, in its row', () => {
    const form = { ...blankForm(), signatures: [1, 2, 2].map((round) => ({ round, mode: 'all', of: ['gm@company'] })) } as Definition
    const under = (at: string): Record<string, string[]> => (at === 'signatures[2]' ? { round: ['“签字 2”和“签字 3”都是第 2 轮'] } : {})
    const matrix = { ranks: [], places: [], modes: [], owns: [], twices: [], kinds: [], steps: [] }
    const page = mount(FormRounds, { props: { form, words: matrix, under, modelValue: form.signatures }, global: { plugins: [words] } })
    const rows = page.findAll('.part')
    expect(rows.map((r) => r.find('.wrong').exists())).toEqual([false, false, true])
    expect(rows[2]!.find('input[aria-invalid]').attributes('type')).toBe('number')
    expect(rows[2]!.text()).toContain('签字 3')
  })
})
