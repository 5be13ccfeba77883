import { flushPromises, mount } from '@vue/test-utils'
import { nextTick } from 'vue'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { learn, speak, words } from '@/i18n'
import { session } from '@/session'
import DocumentCard from '@/views/case/DocumentCard.vue'
import RuleChanges from '@/views/case/RuleChanges.vue'
import RuleTrial from '@/views/case/RuleTrial.vue'
import ActPanel from '@/views/case/ActPanel.vue'
import { askedOf } from '@/views/case/acts'
import CaseHead from '@/views/case/CaseHead.vue'
import CaseNotes from '@/views/case/CaseNotes.vue'
import CaseSteps from '@/views/case/CaseSteps.vue'
import { inOrder, stepLook } from '@/views/case/steps'
import { alone } from '@/views/inbox/box'
import PleaCard from '@/views/lead/PleaCard.vue'
import SubjectNote from '@/views/start/SubjectNote.vue'
import { inOneLine } from '@/lib/document'
import { narrow } from '@/lib/narrow'
import { act, caseOf, say, seat } from './caseof'

const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/:any(.*)', component: { render: () => null } }] })
const global = { plugins: [words, router], stubs: { ClauseChip: { props: ['clause'], template: '<i>{{ clause.id }}</i>' }, LookMark: true, RefusalNote: true } }
const row = (round: number, who: string, more: object = {}) => ({
  kind: 'sample_request', kindName: '取样', step: 'signatures', stepName: '会签', clause: 'c', clauseOf: '两人签字', verb: 'sign', verbName: '同意', round, mode: 'all', modeName: '会签', of: [who], who: [who], whoTold: [], ...more,
})
const change = () => caseOf({
  kind: 'matrix_change', document: {
    raw: { rows: [] }, lines: [], fields: [{ key: 'from', label: '生效日期', value: '2026-12-01' }, { key: 'reason', label: '理由', value: '改由副职签' }, { key: 'row 1', label: '修改', value: '会签' }],
    matrix: { version: 2, was: [row(1, '部长'), row(2, '总经理', { within: 2 })], now: [row(1, '部长'), row(2, '副总经理', { within: 3 })] },
  } as never,
})
afterEach(() => vi.unstubAllGlobals())

describe('who signs a change of the rules', () => {
  it('sees what it was and what it becomes; rows that stay are folded', async () => {
    await speak('zh-CN')
    await learn('rules')
    const seen = mount(RuleChanges, { props: { of: change() }, global })
    expect(seen.find('h3').text()).toBe('与第 2 版相比')
    expect(seen.findAll('table.differ tbody tr')).toHaveLength(1)
    expect(seen.find('table.differ td.was').text()).toContain('总经理')
    expect(seen.find('table.differ td.now').text()).toMatch(/3.*副总经理|副总经理.*3/s)
    expect(seen.find('details').attributes('open')).toBeUndefined()
    expect(seen.find('summary').text()).toBe('未变更的 1 行')
  })
  it('reads the day and the reason above it, and no row as a field', () => {
    const seen = mount(DocumentCard, { props: { of: change() }, global })
    expect(seen.findAll('dl.facts dt').map((d) => d.text())).toEqual(['生效日期', '理由'])
  })
  it('of a parameter too, with its clause', () => {
    const of = caseOf({ document: { lines: [], fields: [], parameters: [{ key: 'k', label: '半纱每个（克）', was: '750', now: '800', clause: { id: 'sample.weights' } }] } as never })
    const seen = mount(RuleChanges, { props: { of }, global })
    expect(seen.find('table.differ tbody').text()).toMatch(/半纱每个（克）.*sample\.weights.*750.*800/s)
  })
  it('tries it out where it is signed', async () => {
    session.me = { id: 'gao', posts: [{ rank: 'gm' }] } as never
    const asked: string[] = []
    vi.stubGlobal('fetch', async (r: Request) => {
      asked.push(new URL(r.url, 'http://h').pathname + ' ' + (await r.clone().text()))
      return say({ since: '2026-08-24', cases: 3, slates: 5, otherwise: 2, steps: [] })
    })
    const seen = mount(RuleTrial, { props: { of: change() }, global })
    await seen.find('button').trigger('click')
    await flushPromises()
    expect(asked[0]).toMatch(/matrix\/dry-run .*副总经理/)
    expect(seen.text()).toContain('2 / 5 份会签将与现行不同')
  })
})

describe('who has something to do on a phone', () => {
  const bar = async (verb: string, more: object = {}) => {
    narrow.value = true
    document.body.innerHTML = '<div id="to-act"></div>'
    const of = caseOf({ acts: [act(verb, { name: '做' + verb, ...more })] })
    const page = mount(ActPanel, { attachTo: document.body, props: { of, asked: askedOf(of).tasks[0]!, bar: true }, global: { ...global, stubs: { ...global.stubs, ActFields: true } } })
    await nextTick()
    const said = document.querySelector('#to-act')!.textContent!.trim()
    page.unmount()
    narrow.value = false
    return said
  }
  it('sees it in the bar: what can be done at once, or the way to what is filled in', async () => {
    expect(await bar('release')).toBe('放行：到门岗页面')
    expect(await bar('resubmit')).toBe('修改后重新提交')
    expect(await bar('take')).toBe('去办理：做take')
    expect(await bar('sign')).toBe('做sign')
    expect(await bar('answer', { needsComment: true })).toBe('去办理：做answer')
  })
})

describe('the steps of a case', () => {
  const slate = (seats: object[], more: object = {}) => ({ ...caseOf().slates[0]!, current: false, rounds: [{ mode: 'all', modeName: '会签', need: 1, seats }], ...more }) as never
  it('are done where somebody did them, and not where they were sent back or cancelled', () => {
    expect(stepLook(slate([seat('a', 'done', { decision: 'sign' })]))).toBe('ok')
    expect(stepLook(slate([seat('a', 'done', { decision: 'send_back' }), seat('b', 'void')]))).toBe('warn')
    expect(stepLook(slate([seat('a', 'void'), seat('b', 'void')]))).toBe('bad')
    expect(stepLook(slate([seat('a', 'done', { decision: 'refuse' })]))).toBe('bad')
  })
  it('have their signers in the order in which they sign, and say of each once where it was added', () => {
    const added = (id: string, where: string, who: string) => seat(id, 'open', { added: true, why: '加签', post: '', holders: [who], place: { of: 't1', where, turn: 1 } as never })
    const seats = [seat('t1', 'open'), added('x', 'after', '孙志强'), added('y', 'before', '何敏')]
    expect(inOrder(seats).map((s) => s.seat)).toEqual(['y', 't1', 'x'])
    const page = mount(CaseSteps, { props: { of: caseOf({ slates: [slate(seats, { current: true })] as never }) }, global })
    expect(page.text().match(/加签/g)).toHaveLength(2)
    expect(page.text()).toMatch(/何敏.*加签（在周建国之前）.*孙志强.*加签（在周建国之后）/s)
  })
})

describe('a case', () => {
  const revoked = { state: 'granted', stateName: '已撤销', by: '林晓雯', at: '2026-11-23T02:00:00Z', reason: '客户取消' }
  it('that is void says so once, with the clause', () => {
    const of = caseOf({ state: { state: 'revoked', name: '已作废' } as never, clause: { id: 'approval.revoke', title: '', text: '全文', source: '', exceptable: false }, revocations: [revoked] as never })
    const page = mount(CaseNotes, { props: { of, news: [] }, global })
    expect(page.findAll('.note.bad')).toHaveLength(1)
    expect(page.text()).toMatch(/客户取消.*approval\.revoke/s)
  })
  it('offers no revocation where that is refused', () => {
    session.me = { id: 'lin', posts: [] } as never
    const head = (barred: never[]) => mount(CaseHead, { props: { of: caseOf({ state: { state: 'done', name: '已办结' } as never, barred }) }, global: { ...global, stubs: { ...global.stubs, PageHead: { template: '<div><slot /></div>' }, StateTag: true } } }).text()
    expect(head([])).toContain('申请撤销')
    expect(head([act('revoke') as never])).not.toContain('申请撤销')
  })
  it('is told in one line with its first lines', () => {
    const line = (code: string) => ({ code, name: '棉纱', sizeName: '半纱', pieces: 2 })
    expect(inOneLine({ fields: [], lines: [line('A'), line('B'), line('C')] } as never)).toBe('A 棉纱 半纱 ×2 · B 棉纱 半纱 ×2 · 3 行')
  })
  it('is not signed with others where it is weighed by itself', () => {
    expect(Object.keys(alone).sort()).toEqual(['exception', 'matrix_change', 'parameter_change'])
  })
})

describe('what an exception is about', () => {
  it('is no link for who may not read it', () => {
    const plea = (subject?: object) => mount(PleaCard, { props: { of: caseOf({ subject: 's' }), subject: subject as never }, global }).findAll('a').map((a) => a.attributes('href'))
    expect(plea()).toEqual([])
    expect(plea(caseOf())).toEqual(['/cases/s'])
  })
  it('is named before it has a number, with where it goes beyond', async () => {
    const fault = { at: 'lines[0].pieces', key: 'k', text: '每行最多 20 个', exceptable: true }
    vi.stubGlobal('fetch', async (r: Request) => say(r.url.endsWith('/check') ? { faults: [fault, { ...fault, key: 'm', text: '此栏必填', exceptable: false }] } : { ...caseOf({ state: { state: 'draft', name: '草稿' } as never }), number: undefined }))
    const note = mount(SubjectNote, { props: { id: 's', kind: 'exception' }, global })
    await flushPromises()
    expect(note.find('a').text()).toBe('取样 草稿')
    expect(note.findAll('li').map((l) => l.text())).toEqual(['每行最多 20 个'])
  })
})
