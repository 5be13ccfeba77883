import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { learn, speak, words } from '@/i18n'
import { session } from '@/session'
import DocumentCard from '@/views/case/DocumentCard.vue'
import RuleChanges from '@/views/case/RuleChanges.vue'
import RuleTrial from '@/views/case/RuleTrial.vue'
import { caseOf, say } from './caseof'

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
