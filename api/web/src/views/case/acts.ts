import type { Shape } from '@/api/client'
import type { Refusal } from '@/api/refusal'
import { written } from '@/forms/spec'
import { digits } from '@/lib/amounts'

export type Act = Shape<'ActView'>
export type Case = Shape<'CaseView'>
export type Seat = Shape<'SeatView'>

/** What an act asks for beside its verb. */
export type ActKind = 'decide' | 'count' | 'voucher' | 'explain' | 'revise' | 'gate' | 'carry' | 'say' | 'hand' | 'add' | 'plain'

const kinds: Record<string, ActKind> = {
  sign: 'decide', refuse: 'decide', send_back: 'decide', hand_over: 'count', take: 'count', collect: 'voucher', stock_out: 'voucher', book: 'voucher',
  explain: 'explain', release: 'gate', carry_out: 'carry', transfer: 'hand', delegate: 'hand', copy: 'hand', add_signer: 'add',
  return_to_workshop: 'plain', register_stock: 'plain', total: 'plain', report: 'plain',
}

export function kindOf(c: Case, act: Act): ActKind {
  if (act.verb === 'resubmit') return c.kind === 'sample_month_end' ? 'explain' : 'revise'
  return kinds[act.verb] ?? 'say'
}

/** What one task asks for: the acts that answer it, and others that pass it on. */
export interface Asked {
  task: string
  kind: ActKind
  main: Act[]
  more: Act[]
  rounds: number[] // earlier ones, to which the case can go back
}

const beside = (act: Act) => !act.task || act.verb === 'take_back' || act.verb === 'recall' || act.verb === 'remove_signer'

/** Puts what a person may do by the task that it answers; what answers none is beside. */
export function askedOf(c: Case): { tasks: Asked[]; beside: Act[] } {
  const tasks = new Map<string, Asked>()
  const others: Act[] = []
  for (const act of c.acts) {
    if (beside(act)) {
      if (act.verb !== 'submit' && act.verb !== 'comment') others.push(act)
      continue
    }
    const kind = kindOf(c, act)
    const there = tasks.get(act.task!)
    if (!there) tasks.set(act.task!, { task: act.task!, kind, main: [act], more: [], rounds: roundsBefore(c, act.task!) })
    else if (kind === 'decide' && there.kind === 'decide') there.main.push(act)
    else there.more.push(act)
  }
  return { tasks: [...tasks.values()], beside: others }
}

function roundsBefore(c: Case, task: string): number[] {
  const slate = c.slates.find((s) => s.current && s.verb === 'sign' && s.rounds.some((r) => r.seats.some((seat) => seat.task === task)))
  const at = slate?.rounds.findIndex((r) => r.seats.some((seat) => seat.task === task)) ?? 0
  return Array.from({ length: Math.max(0, at) }, (_, i) => i + 1)
}

/** What others did since a case was looked at. */
export function newsOf(was: Case, now: Case, me: string): Shape<'EventView'>[] {
  const known = was.events.at(-1)?.seq ?? 0
  return now.events.filter((e) => e.seq > known && e.actor?.id !== me)
}

/** The decision that refused a case. */
export const refusingOf = (c: Case) => c.signatures.filter((s) => s.decision === 'refuse').at(-1)

/** What is barred for one reason, together; what may be done in another seat is left out, and
 * so is what simply waits for another post: who could do that stands with what waits. */
export function barsOf(c: Case): (Act & { posts: string[] })[] {
  const all = new Map<string, Act & { posts: string[] }>()
  for (const act of c.barred) {
    if (act.clause.id === 'approval.post' || c.acts.some((mine) => mine.verb === act.verb)) continue
    const key = [act.verb, act.reason, act.clause.id].join('|')
    const bar = all.get(key) ?? { ...act, posts: [] }
    if (act.post) bar.posts.push(act.post)
    all.set(key, bar)
  }
  return [...all.values()]
}

/** The open seats that are due together. */
export interface Waiting {
  verb: Act['verb']
  name: string
  mode: string
  any: boolean // one of them is enough
  seats: Seat[]
}

export function waitingOf(c: Case): Waiting[] {
  const all: Waiting[] = []
  for (const slate of c.slates) {
    for (const round of slate.rounds) {
      const groups = new Map<string, Waiting>()
      for (const seat of round.seats.filter((s) => s.state === 'open')) {
        const key = (seat.dueAt ?? '') + (seat.dueWhy ?? '')
        const w = groups.get(key) ?? { verb: seat.verb, name: slate.verbName, mode: round.modeName, any: round.seats.length > 1, seats: [] }
        w.seats.push(seat)
        groups.set(key, w)
      }
      all.push(...groups.values())
    }
  }
  return all
}

/** A person who was chosen. */
export interface Chosen {
  id: string
  name: string
}

/** What was typed for an act. */
export interface Typed {
  comment: string
  voucher: string
  form: string
  counts: Record<number, string>
  whys: Record<string, string>
  people: Chosen[]
  where: string
  how: string
  back: string // '', '2' or '2+': a round, and whether all since is signed again
  code: string
  files: string[]
  copy: boolean // of a comment: who is named gets a copy
  /** Of the fields of a company's own form that are filled in with the task: those that the
   * person has touched. */
  values: Record<string, unknown>
}

export const nothingTyped = (): Typed => ({
  comment: '', voucher: '', form: '', counts: {}, whys: {}, people: [], where: 'before', how: 'all', back: '', code: '',
  files: [], copy: false, values: {},
})

/** The lines of an act of counting that have no number which can be read: nothing typed is no zero. */
export function uncounted(c: Case, act: Act, typed: Typed): number[] {
  if (kindOf(c, act) !== 'count') return []
  return c.document.lines.map((l) => l.line).filter((line) => !/^\d+$/.test(digits(typed.counts[line] ?? '')))
}

/** Whether a refusal is said at the field that it is about, and not above the form. */
export const saidThere = (fault: Refusal) => ['reason-missing', 'uncounted'].includes(fault.key)

/** The data of an act, as its verb wants it; undefined where it wants none. */
export function dataOf(c: Case, act: Act, typed: Typed): unknown {
  if (act.fills?.length) return filledOf(act, typed)
  switch (kindOf(c, act)) {
    case 'count':
      return {
        ...(act.verb === 'hand_over' ? { form: typed.form.trim() } : {}),
        lines: c.document.lines.map((l) => ({ line: l.line, pieces: Number(digits(typed.counts[l.line] ?? '')) })),
      }
    case 'voucher':
      return { voucher: typed.voucher.trim() }
    case 'explain':
      return { lines: c.document.lines.filter((l) => l.differs).map((l) => ({ ref: l.ref!, why: (typed.whys[l.ref!] ?? '').trim() })) }
    case 'hand':
      return act.verb === 'copy' ? { people: typed.people.map((p) => p.id) } : { to: typed.people[0]?.id }
    case 'add':
      return { where: typed.where, how: typed.how, people: typed.people.map((p) => p.id) }
  }
  if (act.verb === 'remove_signer') return { seat: act.task }
  if (act.verb === 'send_back' && typed.back === '+') return { whole: true }
  if (act.verb === 'send_back' && typed.back) return { round: Number.parseInt(typed.back, 10), whole: typed.back.endsWith('+') }
  if (act.verb === 'comment' && (typed.people.length || typed.files.length)) {
    return { files: typed.files, mentions: typed.people.map((p) => p.id), ...(typed.copy ? { copy: true } : {}) }
  }
  return undefined
}

// Only what differs is sent: what others have filled in meanwhile stays.
function filledOf(act: Act, typed: Typed): unknown {
  const values = act.fills!.filter((f) => f.key in typed.values).map((f) => [f.key, written(typed.values[f.key]), written(f.list ?? f.value)] as const)
  const changed = values.filter(([, now, was]) => JSON.stringify(now) !== JSON.stringify(was))
  return changed.length ? { values: Object.fromEntries(changed) } : undefined
}
