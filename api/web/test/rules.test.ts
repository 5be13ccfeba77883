import { readdirSync, readFileSync } from 'node:fs'
import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createMemoryHistory, createRouter, type RouteRecordRaw } from 'vue-router'
import RemotePicker from '@/forms/RemotePicker.vue'
import { learn, t, words } from '@/i18n'
import { routes } from '@/router'
import { session } from '@/session'
import { clausesOf } from '@/shell/help'
import FormsView from '@/views/rules/FormsView.vue'
import MadeUpRules from '@/views/rules/MadeUpRules.vue'
import MatrixView from '@/views/rules/MatrixView.vue'
import WhoCouldView from '@/views/rules/WhoCouldView.vue'
import { changeOf, entriesOf, keyOf, saidOf, type Parameter } from '@/views/rules/parameters'
import { centsOf } from '@/lib/amounts'
import { bandsOf, bare, cellOf, differences, selectorOf, whoOf, type Row } from '@/views/rules/matrix'
import { amountsOf, blankForm, comingOf, decidersOf, formDifferences, placeWords, rightSteps, tidy } from '@/views/rules/forms'
import { parameterDifferences, ruleDifferences, ruleFits } from '@/views/rules/rulebook'

const row = (more: Partial<Row> = {}): Row => ({ kind: 'sample_request', step: 'signatures', clause: 'c', verb: 'sign', round: 1, mode: 'all', of: ['head@case-unit'], ...more })

describe('the matrix', () => {
  it('differs where a row was added, changed or removed, wherever it stands', () => {
    const was = [row(), row({ round: 2, of: ['gm@company'] }), row({ step: 'take', of: ['applicant'] })]
    expect(differences(was, [...was].reverse())).toEqual([])
    const found = differences(was, [row({ within: 3 }), row({ round: 2, of: ['gm@company'] }), row({ step: 'release' })])
    expect(found.map((d) => [d.how, d.columns])).toEqual([['changed', ['within']], ['added', []], ['removed', []]])
  })
  it('keeps of a row what says something', () => {
    expect(bare({ ...row({ from: 0, told: [], only: false, within: 2 }), kindName: 'x' } as Row)).toEqual(row({ within: 2 }))
    expect(bare(row({ of: [] })).of).toEqual([])
  })
  it('has rounds for every amount', () => {
    const bands = bandsOf([row({ to: 500 }), row({ from: 500 }), row({ from: 500, round: 2 })])
    expect(bands.map((b) => [b.from, b.to, b.rounds.length])).toEqual([[0, 500, 1], [500, 0, 2]])
  })
  it('takes selectors apart and puts them together again', () => {
    for (const text of ['head@case-unit', 'gm@head', 'any@finance', 'staff@head.office', 'applicant', 'chain:2@applicant', 'chain:gm@case-unit', 'choice:head@company', 'choice:3:any@hr', 'field:approver', 'done:head@hr', 'no such thing']) expect(selectorOf(whoOf(text))).toBe(text)
    expect(whoOf('chain:gm@case-unit')).toMatchObject({ form: 'chain', levels: 'gm', from: 'case-unit' })
    expect(whoOf('no such thing').form).toBe('other')
  })
  it('knows the row and column of a fault', () => {
    expect([cellOf('rows[12].of[1]'), cellOf('rows[0].mode'), cellOf('rows')]).toEqual([{ row: 12, column: 'of' }, { row: 0, column: 'mode' }, undefined])
  })
  it('reads amounts in yuan', () => {
    expect([centsOf('1,000.50'), centsOf('￥１２．５'), centsOf(' '), centsOf('-1'), centsOf('两千')]).toEqual([100050, 1250, null, undefined, undefined])
  })
})

describe('own forms', () => {
  const leave = { ...blankForm(), code: 'leave', version: 2, amount: 'days', fields: [{ key: 'days', label: { zh: '天数', en: 'Days' }, type: 'number', required: true, rights: {} }], signatures: [{ round: 1, mode: 'all', of: ['head@case-unit'] }, { round: 2, mode: 'all', of: ['gm@company'], from: 300 }], tasks: [{ step: 'note', name: { zh: '备案', en: 'File' }, round: 1, mode: 'any', of: ['any@hr'] }] }
  it('are sent without what is empty', () => {
    expect(tidy({ ...leave, own: '', effect: undefined } as never)).toEqual({ ...leave, fields: [{ key: 'days', label: { zh: '天数', en: 'Days' }, type: 'number', required: true }] })
    expect(tidy(blankForm()).fields).toHaveLength(1)
  })
  it('differ place by place, by key and not by position', () => {
    const next = { ...leave, version: 3, fields: [{ key: 'reason', label: { zh: '事由', en: 'Reason' }, type: 'lines' }, { ...leave.fields[0]!, label: { zh: '请假天数', en: 'Days' } }] }
    const words: Record<string, string> = { fields: '栏目', label: '名称', zh: '中文' }
    expect(placeWords('fields[days].label.zh', [next], (w) => words[w] ?? w)).toBe('栏目 请假天数 · 名称 · 中文')
    expect(placeWords('tasks[gone].unknown', [next], (w) => words[w] ?? w)).toBe('tasks gone · unknown')
    expect(formDifferences(leave, next).map((d) => d.at)).toEqual(['fields[days].label.zh', 'fields[reason].key', 'fields[reason].label.zh', 'fields[reason].label.en', 'fields[reason].type'])
  })
  it('are drawn with those who sign for an amount, then the tasks', () => {
    expect(amountsOf(leave)).toEqual([0, 300])
    const steps = (amount: number) => comingOf(leave, [{ at: 'signatures[1]', step: 'signatures', modeName: '会签', who: ['总经理'], whoTold: [], when: [] }], amount, '签字').map((s) => [s.stepName, s.rounds.map((r) => r.seats[0]!.holders[0])])
    expect(steps(0)).toEqual([['签字', ['head@case-unit']], ['备案', ['any@hr']]])
    expect(steps(300)[0]).toEqual(['签字', ['head@case-unit', '总经理']])
    expect(rightSteps(leave)).toEqual(['start', 'signatures', 'signatures.1', 'signatures.2', 'note'])
  })
})

describe('rows with conditions', () => {
  const seal = { key: 'seal', label: { zh: '印章', en: 'Seal' }, type: 'choice', options: ['company', 'legal'].map((value) => ({ value, label: { zh: value, en: value } })) }
  const use = { ...blankForm(), fields: [seal, { key: 'urgent', label: { zh: '加急', en: 'Urgent' }, type: 'yes_no' }], tasks: [{ step: 'scan', name: { zh: '扫描', en: 'Scan' }, round: 1, mode: 'any', of: ['any@office'], when: [{ field: 'urgent', in: ['true'] }] }],
    signatures: [{ round: 1, mode: 'all', of: ['head@case-unit'] }, { round: 2, mode: 'all', of: ['gm@company'], when: [{ field: 'seal', in: ['company'] }] }] }
  it('are drawn for what is filled in', () => {
    const steps = (values: Record<string, unknown>) => comingOf(use, [], 0, '签字', values).map((s) => [s.stepName, s.rounds.length])
    expect(steps({ seal: 'legal', urgent: 'false' })).toEqual([['签字', 1]])
    expect(steps({ seal: 'company', urgent: 'true' })).toEqual([['签字', 2], ['扫描', 1]])
  })
  it('are on fields of a choice', () => {
    expect(decidersOf(use, (v) => v).map((f) => [f.key, f.options.length])).toEqual([['seal', 2], ['urgent', 2]])
  })
})

describe('the rulebook', () => {
  const rule = { id: 'sample.gate', title: '', source: 'R2', text: '', exceptable: false, zh: '门卫放行', en: 'The guard', parameters: [{ key: 'sample.gate/valid_hours', name: 'valid_hours', label: '有效期', type: 'number' as const, value: 72, default: 72, own: false, least: 1, most: 8760, said: '72' }], rules: [], steps: [], code: 1, tests: 1 }
  it('is searched by all words, in number, text and parameters', () => {
    expect([ruleFits(rule, 'gate 门卫'), ruleFits(rule, '有效'), ruleFits(rule, 'gate 印章'), ruleFits(rule, '')]).toEqual([true, true, false, true])
  })
  it('tells in what two versions differ', () => {
    expect(parameterDifferences({ a: 1, b: [1] }, { a: 2, b: [1], c: 3 })).toEqual([{ key: 'a', was: 1, now: 2 }, { key: 'c', was: undefined, now: 3 }])
    const s = (number: number, allow = true) => ({ number, allow, verbs: [{ value: 'sign', name: '' }], kinds: [], words: [] })
    expect(ruleDifferences([s(1), s(2)], [s(2), s(1, false)]).map((d) => [d.how, d.rule.number])).toEqual([['removed', 1], ['added', 1]])
  })
})

describe('approval.parameters', () => {
  const number = { key: 'sample.weights/half_g', name: 'half_g', label: '', type: 'number', value: 750, default: 800, own: true, least: 1, most: 100000, said: '750' } as Parameter
  const words = { key: 'sample.form/copies', name: 'copies', label: '', type: 'words', value: ['a', 'b'], default: ['a', 'b'], own: false, least: 1, most: 2, words: [{ value: 'a', name: 'A' }, { value: 'b', name: 'B' }], said: 'A, B' } as Parameter
  const money = { key: 'approval.step-up/x_cents', name: 'x_cents', label: '', type: 'money', value: 0, default: 0, own: false, least: 0, most: 9e9, said: '0.00' } as Parameter
  const all = [number, words, money]
  it('a change names only what differs, and gives back what is set to the regulations own', () => {
    const entries = entriesOf(all)
    expect(changeOf(all, entries)).toEqual({})
    expect(changeOf(all, { ...entries, [number.key]: '８００' })).toEqual({ [number.key]: null })
    expect(changeOf(all, { ...entries, [number.key]: ' 700 ', [words.key]: ['b'], [money.key]: 500 })).toEqual({ [number.key]: 700, [words.key]: ['b'], [money.key]: 500 })
    expect(changeOf(all, { ...entries, [words.key]: ['b', 'a'] })).toEqual({}) // in the order of the list
  })
  it('what is no number goes as it was typed, for the house to refuse', () => {
    expect(changeOf(all, { ...entriesOf(all), [number.key]: '1.5' })).toEqual({ [number.key]: '1.5' })
    expect(keyOf('values.sample.weights/half_g')).toBe('sample.weights/half_g')
    expect(keyOf('from')).toBeUndefined()
  })
  it('what was sent back is there again, with what it gives back', () => {
    expect(entriesOf(all, { [number.key]: null, [words.key]: ['b'] })).toEqual({ [number.key]: '800', [words.key]: ['b'], [money.key]: 0 })
  })
})

describe('a value of a parameter', () => {
  const of = (more: object) => ({ key: 'k', label: 'l', ...more }) as unknown as Parameter
  it('is said as people read it, and without one as the regulations have it', () => {
    expect(saidOf(1234500, of({ type: 'money', default: 0 }))).toBe('¥12,345.00')
    expect(saidOf(undefined, of({ type: 'number', default: 800 }))).toBe('800')
    expect(saidOf(['a', 'gone'], of({ type: 'words', words: [{ value: 'a', name: '财务联' }], default: [] }))).toBe('财务联、gone')
    expect([saidOf([], of({ type: 'words', words: [], default: ['a'] })), saidOf(undefined), saidOf(7)]).toEqual(['—', '—', '7'])
  })
})

describe('the clauses behind a page', () => {
  const every = (all: readonly RouteRecordRaw[], under = ''): string[] => all.filter((r) => !r.redirect).flatMap((r) => [...(r.children ? every(r.children, r.path + '/') : [under + r.path])])
  it('are known for each page, and are clauses', () => {
    const known = new Set(readdirSync('../../models/regulation').filter((f) => f.endsWith('.go')).flatMap((f) => [...readFileSync('../../models/regulation/' + f, 'utf8').matchAll(/clause\("([^"]+)"/g)].map((m) => m[1]!)))
    const pages = every(routes).filter((path) => !path.includes('missing'))
    expect(pages.filter((path) => !clausesOf(path).length)).toEqual([])
    expect(pages.flatMap(clausesOf).filter((id) => !known.has(id))).toEqual([])
  })
  it('are those of the page, not of what stands above it', () => {
    expect(['/house/calendar', '/house/audit', '/house/sessions', '/rules/forms/edit', '/rules/who', '/figures'].map((path) => clausesOf(path)[0])).toEqual(
      ['approval.deadline', 'approval.record', 'approval.in-force', 'approval.form', 'authority.matrix', 'approval.deadline'])
  })
})

describe('what is asked of the rules', () => {
  afterEach(() => vi.unstubAllGlobals())
  const desk = async (at: string) => {
    const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/:any(.*)', component: { render: () => null } }] })
    await router.push(at)
    return router
  }
  it('is the version of the matrix that was chosen last, whatever comes first', async () => {
    await learn('rules')
    const waiting = new Map<string, () => void>()
    vi.stubGlobal('fetch', async (r: Request) => {
      const version = new URL(r.url).searchParams.get('version')!
      await new Promise<void>((done) => waiting.set(version, done))
      return Response.json({ version: Number(version), rows: [], versions: [{ of: 'matrix', version: 3 }, { of: 'matrix', version: 2 }] })
    })
    session.me = { id: 'p', posts: [], company: { id: 'c' } } as never
    const router = await desk('/rules/matrix?version=2')
    const page = mount(MatrixView, { global: { plugins: [router, words], stubs: { RulesTabs: true, MatrixTable: true } } })
    await flushPromises()
    await router.replace('/rules/matrix?version=3')
    await flushPromises()
    waiting.get('3')!()
    await flushPromises()
    waiting.get('2')!()
    await flushPromises()
    expect(page.find('h2 .tag').text()).toBe(t('rules.version', { n: 3 }))
  })
  it('names the people of an address that was sent, and never shows their ids', async () => {
    await learn('rules')
    const answers: Record<string, object> = {
      '/matrix/words': { kinds: [{ value: 'k', name: 'K' }] }, '/forms': { rows: [] }, '/organisation': { units: [{ id: 'u', name: 'U' }] },
      '/organisation/people/fu': { id: 'fu', name: '傅红', no: '7', held: [] }, '/matrix/who-could': { may: true, rules: [{ words: [], decides: true, allows: true }], steps: [] },
    }
    vi.stubGlobal('fetch', async (r: Request) => {
      const found = answers[new URL(r.url).pathname.replace('/api/v1', '')]
      return found ? Response.json(found) : Response.json({ key: 'gone', status: 404 }, { status: 404, headers: { 'Content-Type': 'application/problem+json' } })
    })
    session.me = { id: 'p', name: 'P', posts: [], company: { id: 'c' }, administrator: true } as never
    const page = mount(WhoCouldView, { global: { plugins: [await desk('/rules/who?what=k&unit=u&applicant=left&person=fu'), words], stubs: { RulesTabs: true, FlowPicture: true, MadeUpSteps: true, RemotePicker: true, MadeUpRules: true } } })
    await flushPromises()
    expect(page.findAllComponents(RemotePicker).map((p) => p.props('name'))).toEqual([undefined, '傅红'])
    expect(page.findComponent(MadeUpRules).props('name')).toBe('傅红')
  })
  it('says in words in what two versions of a form differ', async () => {
    await learn('rules')
    const form = (version: number) => ({ ...blankForm(), code: 'leave', version, name: { zh: '请假', en: 'Leave' }, fields: [{ key: 'days', label: { zh: '天数', en: 'Days' }, type: 'number', rights: version > 1 ? { 'signatures.2': 'hidden' } : {} }] })
    vi.stubGlobal('fetch', async (r: Request) => {
      const path = new URL(r.url).pathname.replace('/api/v1/forms', '')
      return Response.json(path === '' ? { rows: [form(2)] } : path === '/versions' ? { rows: [1, 2].map((version) => ({ code: 'leave', version, by: 'x', at: '2026-11-01T00:00:00Z' })) } : form(Number(path.at(-1))))
    })
    const page = mount(FormsView, { global: { plugins: [await desk('/rules/forms'), words], stubs: { RulesTabs: true, SheetDialog: { template: '<div role="dialog"><slot /></div>' } } } })
    await flushPromises()
    await page.find('button.link').trigger('click')
    await flushPromises()
    expect(page.find('[role=dialog] td').text()).toMatch(/^栏目 天数 · 栏目权限/)
    expect(page.find('[role=dialog]').text()).not.toContain('fields[')
  })
})
