import { shallowRef } from 'vue'
import type { Shape } from '@/api/client'
import { session, shelf } from '@/session'

const key = 'firststeps-away'

/** What to try in a demonstration; none outside of one, and none once they are put away. */
export const steps = shallowRef<Shape<'DemoStep'>[]>([])

/** Asks for the steps, before the first page is drawn: nothing moves when they come. */
export async function askSteps(): Promise<void> {
  if (session.me.mustChange || shelf().kept<boolean>(key)) return
  const answer = await fetch('/api/v1/demo').catch(() => undefined)
  if (answer?.ok) steps.value = ((await answer.json()) as Shape<'RowsDemoStep'>).rows
}

/** Shows the steps to this person no more. */
export function putAway(): void {
  steps.value = []
  shelf().keep(key, true)
}
