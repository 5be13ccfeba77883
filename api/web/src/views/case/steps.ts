import type { Case, Seat } from './acts'

type Slate = Case['slates'][number]
export type Look = 'ok' | 'wait' | 'warn' | 'bad'

/** The look of a step: what was refused, sent back or cancelled is not done. */
export function stepLook(slate: Slate): Look {
  const seats = slate.rounds.flatMap((r) => r.seats)
  if (slate.current) return 'wait'
  if (seats.some((s) => s.decision === 'refuse')) return 'bad'
  if (seats.some((s) => s.decision === 'send_back')) return 'warn'
  return seats.length && seats.every((s) => s.state === 'void') ? 'bad' : 'ok'
}

/** The seats of a round as they sign: who was added before a signer stands before that one. */
export function inOrder(seats: Seat[]): Seat[] {
  const known = new Set(seats.map((s) => s.seat))
  const round = (seat: Seat): Seat[] => {
    const at = (where: string) => seats.filter((s) => s.place?.of === seat.seat && s.place.where === where).sort((a, b) => a.place!.turn - b.place!.turn).flatMap(round)
    return [...at('before'), seat, ...at('together'), ...at('after')]
  }
  return seats.filter((s) => !s.place || !known.has(s.place.of)).flatMap(round)
}

/** Who added a seat, as the person is called at whose own it is. */
export const besideWhom = (seat: Seat, seats: Seat[]): string => {
  const of = seats.find((s) => s.seat === seat.place?.of)
  return of ? (of.by ?? of.holders[0] ?? of.post) : ''
}
