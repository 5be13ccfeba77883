import { flushPromises, mount } from '@vue/test-utils'
import { createMemoryHistory, createRouter } from 'vue-router'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { h } from 'vue'
import { atWork } from '@/api/person'
import { words } from '@/i18n'
import { router } from '@/router'
import { session } from '@/session'
import { sections } from '@/shell/sections'
import { codesOf, typedCode } from '@/views/gate/code'
import GateView from '@/views/gate/GateView.vue'
import { guards, onlyGuards } from '@/views/gate/guard'
import PassView from '@/views/gate/PassView.vue'
import gate from '@/i18n/zh-CN/gate'

const say = (body: object, status = 200) => new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } })
const post = (of: string) => ({ id: of, function: of, rank: 'staff', title: of, unit: { id: 'u', name: 'u' } })
const person = (...posts: string[]) => ({ id: 'zhao', name: '赵铁柱', posts: posts.map(post) }) as never
const clause = { id: 'sample.gate', title: '门卫放行', text: '', source: 'R2', exceptable: false }
const line = (n: number, taken?: number) => ({ line: n, code: 'C-' + n, name: '纱', sizeName: '半纱', pieces: 5, taken, grams: 1, pricePerKg: 0, cents: 0, variety: 'v' + n })

/** A gate with one pass, whose goods go out once. */
class Gate {
  used = false
  refuse = ''
  silent = false
  readonly sent: { key: string; body: { verb: string; data: unknown } }[] = []
  readonly asked: string[] = []
  constructor(readonly may = true) {
    vi.stubGlobal('fetch', (request: Request) => this.answer(request))
  }
  private async answer(request: Request): Promise<Response> {
    const { pathname, search } = new URL(request.url)
    const line = request.method + ' ' + pathname.replace('/api/v1', '') + search
    this.asked.push(line)
    if (line === 'GET /gate/ABC') return say(this.pass())
    if (line === 'GET /gate/OLD') return say({ key: 'pass-kept-used', title: '不能办理', detail: '此前用过', clause: 'sample.gate' }, 409)
    if (line.startsWith('GET /gate/')) return say({ key: 'not-found' }, 404)
    if (line.startsWith('GET /cases?')) return say({ rows: line.includes('MILL-QY-2026-00001') ? [{ id: 'c1' }] : [] })
    if (line === 'GET /cases/c1') return say({ id: 'c1', acts: this.may && !this.used ? [{ verb: 'release' }] : [], barred: this.may ? [] : [{ verb: 'release', reason: '由门卫放行', clause }], document: { fields: [{ key: 'customer', value: '春晖' }], lines: [] } })
    if (line.startsWith('GET /inbox')) return say({ rows: [{ case: 'c1', number: 'MILL-QY-2026-00001', verb: 'release', unit: '市场', applicant: '林', state: {} }, { case: 'c2', number: 'X', verb: 'sign', state: {} }] })
    this.sent.push({ key: request.headers.get('Idempotency-Key')!, body: await request.json() })
    if (this.silent) throw new TypeError('no answer')
    if (this.refuse) return say({ key: this.refuse, title: '不能办理', detail: '数量与台帐不符', clause: 'sample.gate', clauseName: '门卫放行' }, 422)
    this.used = true
    return say({})
  }
  private pass() {
    return { case: 'c1', number: 'MILL-QY-2026-00001', digest: 'd', task: this.used ? undefined : 't1', unit: '市场', applicant: '林', lines: [line(1, 2), line(2)], issuedAt: '2026-11-21T01:00:00Z', clause, state: {},
      complete: !this.used, reasons: this.used ? ['已用过'] : [], usedAt: this.used ? '2026-11-22T01:00:00Z' : undefined, usedBy: this.used ? '赵铁柱' : undefined }
  }
}

const routes = () => createRouter({ history: createMemoryHistory(), routes: [{ path: '/:any(.*)', component: { render: () => h('p') } }] })
async function check(at = routes()) {
  const page = mount(PassView, { props: { token: 'ABC' }, global: { plugins: [words, at] }, attachTo: document.body })
  await flushPromises()
  const press = async () => (await page.get('form').trigger('submit'), flushPromises())
  const count = async (...pieces: string[]) => { for (const [i, n] of pieces.entries()) await page.findAll('input')[i]!.setValue(n) }
  return { page, press, count }
}

beforeEach(() => {
  words.global.mergeLocaleMessage('zh-CN', { gate })
  vi.stubGlobal('scrollTo', () => undefined)
  vi.stubGlobal('EventSource', class { addEventListener() {} close() {} })
  session.me = person('gate')
  atWork.id = 'zhao'
})
afterEach(() => vi.unstubAllGlobals())

describe('a code of a gate pass', () => {
  it('is read as it was typed, pasted or scanned', () => {
    for (const typed of [' https://desk.example.com/g/ABC ', 'https://desk.example.com/g/ABC?done=1', 'https://desk.example.com/desk/gate/ABC/', 'ABC/']) expect(typedCode(typed)).toBe('ABC')
    expect(typedCode('ｋ7ｑ－２ 3')).toBe('k7q-23')
    expect(codesOf('k0-18')).toEqual(['KOIB', 'k0-18', 'K0-18'])
    expect(codesOf('MILL-QY-2026-00001')).toContain('MILL-QY-2026-00001')
  })
})

describe('the gate', () => {
  it('is where the desk begins for who has nothing else to do, and a section for every guard', () => {
    const begins = () => router.resolve('/').matched.length && (router.options.routes[0]!.redirect as () => string)()
    expect([guards(person('gate', 'marketing')), onlyGuards(person('gate', 'marketing')), onlyGuards(person('gate')), onlyGuards(person())]).toEqual([true, false, true, false])
    expect(begins()).toBe('/gate')
    session.me = person('gate', 'marketing')
    expect([begins(), sections.find((s) => s.to === '/gate')!.shown!(session.me)]).toEqual(['/inbox/todo', true])
    expect(sections.find((s) => s.to === '/gate')!.shown!(person('marketing'))).toBe(false)
  })
  it('finds a pass by its code or link, a case by its number, and says what there is not', async () => {
    const at = routes()
    new Gate()
    const page = mount(GateView, { global: { plugins: [words, at] }, attachTo: document.body })
    await flushPromises()
    expect(page.findAll('.gate-waiting li')).toHaveLength(1)
    const type = async (text: string) => { await page.get('input').setValue(text); await page.get('form').trigger('submit'); await flushPromises(); return at.currentRoute.value.path }
    expect([await type(''), page.get('.wrong').text().includes('没有这张')]).toEqual(['/', true])
    expect([await type('ZZZ'), page.get('.wrong').text().includes('没有这张'), document.activeElement?.id]).toEqual(['/', true, 'gate-code'])
    expect([await type('old'), page.get('.bad').text().includes('此前用过'), page.find('.wrong').exists()]).toEqual(['/', true, false])
    expect(await type('http://house/g/ABC')).toBe('/gate/ABC')
    expect(await type('mill-qy-2026-00001')).toBe('/cases/c1')
    page.unmount()
  })
})

describe('a pass at the gate', () => {
  it('lets the goods out once, counted line by line; nothing typed is no zero', async () => {
    const gate = new Gate()
    const { page, press, count } = await check()
    expect(page.text()).toContain('春晖')
    await count('2')
    await press()
    expect([gate.sent.length, page.findAll('.wrong').length, document.activeElement?.id]).toEqual([0, 1, 'n-2'])
    await count('2', '５')
    await press()
    expect(gate.sent[0]!.body).toEqual({ verb: 'release', task: 't1', digest: 'd', data: { token: 'ABC', lines: [{ line: 1, pieces: 2 }, { line: 2, pieces: 5 }] } })
    expect([page.get('.gate-answer').classes('ok'), page.find('form').exists()]).toEqual([true, false])
    page.unmount()
    const again = await check()
    expect([again.page.get('.gate-answer').classes('bad'), again.page.text().includes('已用过，不得放行'), again.page.find('form').exists()]).toEqual([true, true, false])
    again.page.unmount()
  })
  it('says the clause that refuses and keeps what was counted; an answer that was lost is asked for with the same key', async () => {
    const gate = new Gate()
    const { page, press, count } = await check()
    gate.refuse = 'pass-differs'
    await count('1', '5')
    await press()
    expect([page.get('.note.bad').text().includes('门卫放行'), page.findAll<HTMLInputElement>('input').map((i) => i.element.value)]).toEqual([true, ['1', '5']])
    gate.refuse = ''
    gate.silent = true
    await press()
    gate.silent = false
    await press()
    expect(gate.sent.map((s) => s.key === gate.sent[1]!.key)).toEqual([false, true, true])
    expect(page.get('.gate-answer').classes('ok')).toBe(true)
    page.unmount()
  })
  it('is shown to who may not let it out, with the clause that leaves it to others', async () => {
    new Gate(false)
    const { page } = await check()
    expect([page.find('form').exists(), page.text().includes('由门卫放行')]).toEqual([false, true])
    page.unmount()
  })
})
