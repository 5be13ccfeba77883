import { describe, expect, it } from 'vitest'
import type { Shape } from '@/api/client'
import { flowOf, folded, type FlowWords } from '@/lib/flow'
import { boxOf, linesOf, widthOf } from '@/lib/box'
import { place } from '@/lib/place'

const words: FlowWords = { begin: '提交', end: '结束', or: '或', vacant: '空缺', anyOf: (n) => `${n} 个岗位中的一个` }
const clause = { id: 'sample.two-signatures', title: '', source: '', text: '', exceptable: false }
type Seat = Shape<'SeatView'>
const seat = (task: string, state: string, more: Partial<Seat> = {}): Seat => ({ task, seat: task, state, stateName: state, verb: 'sign', post: task + '部 部长', holders: ['某人'], clause, ...more })
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
    expect(titles([slate('a', [[seat('1', 'open'), seat('2', 'open')]])])).toEqual(['begin', '1', '2', 'a-1-0-join', 'end'])
  })
  it('lists the posts of which one is enough in one box, and who acted once somebody has', () => {
    const many = ['1', '2', '3', '4', '5', '6', '7'].map((id) => seat(id, 'open'))
    expect(titles([slate('a', [many], 'any')])).toEqual(['begin', 'a-1-0', 'end'])
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
    expect(flow.edges.map((e) => e.from + '>' + e.to)).toEqual(['begin>a-1-0-join', 'a-1-0-join>3', '3>end'])
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
  it('shows of an attempt that was begun again who sent it back, in order of time, and how the case ended', () => {
    const first = slate('a', [[seat('1', 'done', { decision: 'sign', fell: true })], [seat('2', 'done', { decision: 'send_back', decisionName: '退回', by: '陈立', fell: true })]])
    const revise = { ...slate('revise', [[seat('r', 'done', { verb: 'resubmit', by: '林晓雯' })]]), verb: 'resubmit' }
    const again = slate('a', [[seat('3', 'open')], [seat('4', 'ahead')]], 'all', 2)
    const flow = flowOf([first, revise, again], [], words, false)
    expect(flow.nodes.map((n) => n.id)).toEqual(['begin', '2', 'r', '3', '4', 'end'])
    expect(flow.nodes[1]).toMatchObject({ state: 'bad', text: '陈立 · 退回' })
    const refused = flowOf([slate('a', [[seat('2', 'done', { decision: 'refuse' }), seat('5', 'void')]])], [], words, 'bad')
    expect(refused.nodes.map((n) => [n.id, n.state])).toEqual([['begin', 'done'], ['2', 'bad'], ['end', 'bad']])
  })
  it('leaves out signatures that were taken back, and who only advised or answered', () => {
    const round = [
      seat('1', 'done', { decision: 'sign', fell: true, fellWhy: 'taken_back', by: '周建国' }),
      seat('2', 'done', { seat: '1', verb: 'advise', post: '', by: '何敏' }),
      seat('3', 'done', { verb: 'answer', post: '', by: '林晓雯' }),
      seat('4', 'done', { seat: '1', decision: 'sign', by: '周建国' }),
    ]
    const flow = flowOf([slate('a', [round])], [], words, false)
    expect(flow.nodes.map((n) => [n.id, n.text])).toEqual([['begin', ''], ['4', '周建国'], ['end', '']])
  })
  it('says of a seat that was delegated who has it now', () => {
    const flow = flowOf([slate('a', [[seat('1', 'void'), seat('2', 'open', { seat: '1', verb: 'advise', post: '', holders: ['何敏'], why: '委派' })]])], [], words, false)
    expect(flow.nodes[1]).toMatchObject({ state: 'open', title: '1部 部长', text: '何敏 · 委派' })
  })
  it('puts who was added before a signer before, who was added after it after, and together beside', () => {
    const added = (task: string, where: 'before' | 'together' | 'after', turn = 1) => seat(task, 'ahead', { place: { of: '1', where, turn } })
    const edges = (...more: Seat[]) => flowOf([slate('a', [[seat('1', 'open'), ...more]])], [], words, false).edges.map((e) => e.from + '>' + e.to)
    expect(edges(added('b', 'before'), added('z', 'after'))).toEqual(['begin>b', 'b>1', '1>z', 'z>end'])
    expect(edges(added('b', 'before'), added('c', 'before', 2))).toEqual(['begin>b', 'b>c', 'c>1', '1>end'])
    expect(edges(added('w', 'together'))).toEqual(['begin>1', 'begin>w', '1>end', 'w>end'])
  })
  it('cuts no name off', () => {
    const long = '纺纱车间甲乙丙丁四班三运转轮值值班长兼设备点检与安全生产责任人 白金龙或汪铁军'
    const box = boxOf({ id: 'x', kind: 'round', title: '发样', text: '', state: 'open', step: '发样', rows: [{ text: long, state: 'open' }] })
    expect(box.rows[0]!.lines.join('').replace(' ', '')).toBe(long.replace(' ', ''))
    box.rows[0]!.lines.forEach((line) => expect(widthOf(line)).toBeLessThanOrEqual(box.width - 34))
    expect(box.height).toBeGreaterThan(70)
    expect(linesOf('Head of Marketing', 80)).toEqual(['Head of', 'Marketing'])
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
