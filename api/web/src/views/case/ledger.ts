import type { Shape } from '@/api/client'

/** A bar of the clock: to whom how much time is charged. */
export interface Bar {
  key: string
  party: string
  look: string
  who: string
  seconds: number
}

/** What is charged to each party and post, the most first, as the ledger sums it up: in working
 * time, or on the wall where a year has no calendar. */
export function barsOf(clock: Shape<'ClockView'>): Bar[] {
  const spent = (s: Shape<'ChargeSum'>) => (clock.missingYear ? s.wall : s.working)
  return clock.sums
    .map((s) => ({ key: s.party + (s.who ?? ''), party: s.partyName, look: s.party, who: s.who ?? '', seconds: spent(s) }))
    .filter((b) => b.look !== 'system' || b.seconds > 0)
    .sort((a, b) => b.seconds - a.seconds)
}
