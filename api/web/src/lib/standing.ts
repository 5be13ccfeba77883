import type { Shape } from '@/api/client'

type Slate = Shape<'SlateView'>
type Round = Shape<'RoundView'>
type Seat = Shape<'SeatView'>

/** A place on a slate as it stands: several tasks can have waited for it, and one tells
 * where it is now. */
export interface Standing {
  seat: Seat
  /** Whoever is asked now: more than one after an escalation. */
  open: Seat[]
  /** The post that it was laid down for; empty where it is a person's. */
  post: string
  /** Signers whom its signer has added: those of one turn sign at once. */
  before: Standing[][]
  together: Standing[][]
  after: Standing[][]
}

/** Whether a decision counts: nobody took it back, and what it binds still is so. */
export const counts = (seat: Seat) => seat.state === 'done' && !seat.fell

const looked = ['advise', 'answer'] // who was asked before somebody signs has signed nothing
const stopped = ['refuse', 'send_back']

/** The places of a round, in the order in which they were laid down. Who only advised or
 * answered has none, and a place whose signature fell is left out until it is asked again. */
export function standingOf(round: Round): Standing[] {
  const bySeat = new Map<string, Seat[]>()
  for (const seat of round.seats) bySeat.set(seat.seat, [...(bySeat.get(seat.seat) ?? []), seat])
  const all = new Map<string, Standing>()
  for (const [id, tasks] of bySeat) {
    const seat = latest(tasks)
    const post = tasks.find((t) => t.post)?.post ?? ''
    if (seat) all.set(id, { seat, post, open: tasks.filter((t) => t.state === 'open'), before: [], together: [], after: [] })
  }
  const top: Standing[] = []
  for (const one of all.values()) {
    const place = bySeat.get(one.seat.seat)!.find((t) => t.place)?.place
    const beside = place && all.get(place.of)
    if (beside) (beside[place.where][place.turn - 1] ??= []).push(one)
    else top.push(one)
  }
  return top
}

// What tells how a place stands: who is asked now, who will be, who signed, who stopped it.
function latest(tasks: Seat[]): Seat | undefined {
  const signing = tasks.filter((t) => t.verb !== 'answer')
  const ended = [...signing].filter((t) => !looked.includes(t.verb)).sort((a, b) => (a.closedAt ?? '').localeCompare(b.closedAt ?? '')).reverse()
  const told = [
    signing.find((t) => t.state === 'open'), signing.find((t) => t.state === 'ahead'),
    ended.find((t) => counts(t) && !stopped.includes(t.decision ?? '')), ended.find((t) => stopped.includes(t.decision ?? '')),
  ]
  return told.find(Boolean)
}

/** Whether somebody sent the case back or refused it there. */
export const stops = (seat: Seat) => seat.state === 'done' && stopped.includes(seat.decision ?? '')

/** The slates in order of time. Of an attempt that was begun again only what ended it is
 * left: the signatures that stand are on the next. */
export function inTime(slates: Slate[]): { slate: Slate; over: boolean }[] {
  const newest = new Map<string, number>()
  for (const s of slates) newest.set(s.step, Math.max(s.attempt, newest.get(s.step) ?? 0))
  return slates.map((slate) => ({ slate, over: slate.attempt < newest.get(slate.step)! }))
}
