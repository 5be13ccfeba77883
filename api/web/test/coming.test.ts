import { mount } from '@vue/test-utils'
import { expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { words } from '@/i18n'
import ComingCard from '@/views/case/ComingCard.vue'

it('who comes next is said once where a step is called as what is done, and so is what all depends on', async () => {
  const step = (name: string, verb: string, depends: string[]) => ({ step: name, stepName: name, verbName: verb, rounds: [], depends, clause: { id: 'x', title: '', source: '', text: '', exceptable: false } })
  const steps = [step('收款', '收款', ['取决于届时由谁任职。']), step('出库', '司库登记', ['取决于届时由谁任职。', '取决于金额。'])]
  vi.stubGlobal('fetch', async () => new Response(JSON.stringify({ steps }), { headers: { 'Content-Type': 'application/json' } }))
  const page = mount(ComingCard, { props: { id: 'c', seq: 1, title: '接下来' }, global: { plugins: [words], stubs: { ClauseChip: true } } })
  for (let i = 0; i < 20; i++) await nextTick()
  vi.unstubAllGlobals()
  const said = (text: string) => page.text().split(text).length - 1
  expect([said('收款'), said('司库登记'), said('取决于届时由谁任职。'), said('取决于金额。')]).toEqual([1, 1, 1, 1])
})

it('who comes next is what was asked for last, however late an answer comes', async () => {
  const late: ((r: Response) => void)[] = []
  vi.stubGlobal('fetch', () => new Promise<Response>((resolve) => late.push(resolve)))
  const answer = (name: string) => new Response(JSON.stringify({ steps: [{ step: name, stepName: name, rounds: [], depends: [], clause: { id: 'x' } }] }), { headers: { 'Content-Type': 'application/json' } })
  const page = mount(ComingCard, { props: { id: 'c', seq: 1, title: '接下来' }, global: { plugins: [words], stubs: { ClauseChip: true } } })
  await page.setProps({ seq: 2 })
  await vi.waitFor(() => expect(late).toHaveLength(2))
  late[1]!(answer('总经理'))
  await vi.waitFor(() => expect(page.text()).toContain('总经理'))
  late[0]!(answer('部长'))
  for (let i = 0; i < 20; i++) await nextTick()
  vi.unstubAllGlobals()
  expect(page.text()).toContain('总经理')
})
