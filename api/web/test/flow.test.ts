import { describe, expect, it } from 'vitest'
import type { Shape } from '@/api/client'
import { flowOf, place, widthOf, type FlowWords } from '@/lib/flow'

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
  it('shows one box for one of many, and who acted once somebody has', () => {
    const many = ['1', '2', '3', '4'].map((id) => seat(id, 'open'))
    expect(titles([slate('a', [many], 'any')])).toEqual(['begin', 'a-0', 'end'])
    expect(titles([slate('a', [[...many.slice(1).map((s) => ({ ...s, state: 'void' })), { ...many[0]!, state: 'done' }]], 'any')])).toEqual(['begin', '1', 'end'])
  })
  it('shows the last attempt of a step, and refusals as such', () => {
    const flow = flowOf([slate('a', [[seat('1', 'done', { decision: 'send_back' })]]), slate('a', [[seat('2', 'done', { decision: 'refuse' })]], 'all', 2)], [], words, true)
    expect(flow.nodes.map((n) => n.id)).toEqual(['begin', '2', 'end'])
    expect(flow.nodes[1]!.state).toBe('bad')
  })
  it('has a place for each box, none over another, and fits every text', () => {
    const flow = flowOf([slate('a', [['1', '2', '3'].map((id) => seat(id, 'open')), [seat('5', 'ahead')]])], [], words, false)
    for (const down of [false, true]) {
      const placed = place(flow, down)
      const boxes = flow.nodes.map((n) => placed.places.get(n.id)!)
      boxes.forEach((a, i) => boxes.slice(i + 1).forEach((b) => expect(Math.abs(a.x - b.x) * 2 >= a.width + b.width || Math.abs(a.y - b.y) * 2 >= a.height + b.height).toBe(true)))
      expect(placed.lines).toHaveLength(flow.edges.length)
      flow.nodes.forEach((n, i) => expect(boxes[i]!.width).toBeGreaterThanOrEqual(Math.min(180, widthOf(n.title))))
    }
  })
})
