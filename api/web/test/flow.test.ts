import { describe, expect, it } from 'vitest'
import type { Shape } from '@/api/client'
import { flowOf, folded, type FlowWords } from '@/lib/flow'
import { place, widthOf } from '@/lib/place'

const words: FlowWords = { begin: '提交', end: '结束', or: '或', vacant: '空缺', anyOf: (n) => `${n} 个岗位中的一个` }
const clause = { id: 'sample.two-signatures', source: '', text: '', exceptable: false }
type Seat = Shape<'SeatView'>
const seat = (task: string, state: string, more: Partial<Seat> = {}): Seat => ({ task, state, stateName: state, verb: 'sign', post: task + '部 部长', holders: ['某人'], clause, ...more })
const slate = (step: string, rounds: Seat[][], mode = 'all', attempt = 1): Shape<'SlateView'> => ({ step, stepName: step, attempt, verb: 'sign', verbName: '同意', clause, current: true, rounds: rounds.map((seats) => ({ mode, modeName: mode, need: 1, seats })) })
const titles = (slates: Shape<'SlateView'>[]) => flowOf(slates, [], words, false).nodes.map((n) => n.id)

describe('the diagram of a case', () => {
  it('goes round by round from the submission to the end', () => {
    const flow = flowOf([slate('a', [[seat('1', 'done', { by: '周建国', decision: 'sign' })], [seat('2', 'open')]])], [], words, false)
    expect(flow.edges.map((e) => e.from + '>' + e.to)).toEqual(['begin>1', '1>2', '2>end'])
    expect(flow.nodes.map((n) => n.state)).toEqual(['done', 'done', 'open', 'ahead'])
    expect(flow.nodes[1]!.text).toBe('周建国')
  })
  it('joins those who sign together', () => {
    expect(titles([slate('a', [[seat('1', 'open'), seat('2', 'open')]])])).toEqual(['begin', '1', '2', 'a-0-join', 'end'])
  })
  it('lists the posts of which one is enough in one box, and who acted once somebody has', () => {
    const many = ['1', '2', '3', '4', '5', '6', '7'].map((id) => seat(id, 'open'))
    expect(titles([slate('a', [many], 'any')])).toEqual(['begin', 'a-0', 'end'])
    const box = flowOf([slate('a', [many], 'any')], [], words, false).nodes[1]!
    expect([box.kind, box.title, box.rows!.length, box.more]).toEqual(['round', 'a · 7 个岗位中的一个', 4, 3])
    expect(titles([slate('a', [[...many.slice(1).map((s) => ({ ...s, state: 'void' })), { ...many[0]!, state: 'done' }]], 'any')])).toEqual(['begin', '1', 'end'])
  })
  it('says how many of a round must sign, with those who have at the top', () => {
    const flow = flowOf([slate('a', [[seat('1', 'open'), seat('2', 'done', { by: '周建国' }), seat('3', 'open')]], 'quorum')], [], words, false)
    expect(flow.nodes[1]).toMatchObject({ kind: 'round', title: 'a · quorum 1/3', state: 'open', rows: [{ text: '2部 部长 周建国', state: 'done' }, { state: 'open' }, { state: 'open' }] })
  })
  it('lists those who sign together in one box on a narrow page', () => {
    const flow = folded(flowOf([slate('a', [[seat('1', 'done'), seat('2', 'open')], [seat('3', 'ahead')]])], [], words, false))
    expect(flow.edges.map((e) => e.from + '>' + e.to)).toEqual(['begin>a-0-join', 'a-0-join>3', '3>end'])
    expect(flow.nodes[1]!.state).toBe('open')
  })
  it('goes on in a further row where it is wider than the page', () => {
    const rounds = Array.from({ length: 9 }, (_, i) => (i === 4 ? [seat('4a', 'ahead'), seat('4b', 'ahead')] : [seat(String(i), 'ahead')]))
    const placed = place(flowOf([slate('a', rounds)], [], words, false), 900)
    expect(placed.width).toBeLessThanOrEqual(900)
    const boxes = [...placed.places.values()]
    expect(boxes).toHaveLength(placed.nodes.length)
    boxes.forEach((a, i) => boxes.slice(i + 1).forEach((b) => expect(Math.abs(a.x - b.x) * 2 >= a.width + b.width || Math.abs(a.y - b.y) * 2 >= a.height + b.height).toBe(true)))
    expect(placed.lines.map((l) => l.key).sort()).toEqual(placed.edges.map((e) => e.from + ' ' + e.to).sort())
    expect(Math.max(...boxes.map((b) => b.y))).toBeGreaterThan(100)
  })
  it('shows the last attempt of a step, and refusals as such', () => {
    const flow = flowOf([slate('a', [[seat('1', 'done', { decision: 'send_back' })]]), slate('a', [[seat('2', 'done', { decision: 'refuse' })]], 'all', 2)], [], words, true)
    expect(flow.nodes.map((n) => n.id)).toEqual(['begin', '2', 'end'])
    expect(flow.nodes[1]!.state).toBe('bad')
  })
  it('has a place for each box, none over another, and fits every text', () => {
    const flow = flowOf([slate('a', [['1', '2', '3'].map((id) => seat(id, 'open')), [seat('5', 'ahead')]])], [], words, false)
    for (const wide of [1000, 320]) {
      const placed = place(flow, wide)
      expect(placed.width).toBeLessThanOrEqual(wide)
      const boxes = placed.nodes.map((n) => placed.places.get(n.id)!)
      boxes.forEach((a, i) => boxes.slice(i + 1).forEach((b) => expect(Math.abs(a.x - b.x) * 2 >= a.width + b.width || Math.abs(a.y - b.y) * 2 >= a.height + b.height).toBe(true)))
      expect(placed.lines).toHaveLength(placed.edges.length)
      placed.nodes.forEach((n, i) => expect(boxes[i]!.width).toBeGreaterThanOrEqual(Math.min(180, widthOf(n.title))))
    }
  })
})
