import type { Act, Case, Seat } from '@/views/case/acts'

const clause = { id: 'sample.two-signatures', title: '', text: '', source: '', exceptable: false }

/** An act that is offered. */
export const act = (verb: string, more: Partial<Act> = {}): Act => ({ verb, name: verb, task: 't1', clause, needsComment: false, ...more }) as Act

/** A seat of a slate. */
export const seat = (task: string, state: string, more: Partial<Seat> = {}): Seat =>
  ({ task, seat: task, state, stateName: state, verb: 'sign', post: '销售部 部长', holders: ['周建国'], clause, ...more }) as Seat

/** A case that waits for a signature, as its signer sees it. */
export function caseOf(more: Partial<Case> = {}): Case {
  const document = { fields: [{ key: 'purpose', label: '用途', value: '打样' }], lines: [] }
  const round = { mode: 'all', modeName: '会签', need: 1, seats: [seat('t1', 'open')] }
  return {
    id: 'c1', kind: 'sample_request', kindName: '取样', number: 'QY-1', state: { state: 'running', name: '签核中' }, digest: 'one',
    applicant: { id: 'lin', name: '林晓雯' }, unit: { id: 'u', name: '销售部' }, company: { id: 'm', name: '总公司' }, openedAt: '2026-11-23T02:00:00Z',
    updatedAt: '2026-11-23T02:00:00Z', document, signatures: [], events: [], attachments: [], exceptions: [], revocations: [], takers: [], seq: 1,
    slates: [{ step: 'signatures', stepName: '会签', attempt: 1, verb: 'sign', verbName: '同意', clause, current: true, rounds: [round] }],
    acts: [act('sign'), act('refuse', { needsComment: true }), act('send_back', { needsComment: true })], barred: [], ...more,
  } as unknown as Case
}

/** An answer of the house. */
export const say = (body: object, status = 200) => new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } })
