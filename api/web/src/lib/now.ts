import { ref } from 'vue'

let ahead = 0 // of the house, in milliseconds
const tick = () => new Date(Date.now() + ahead)

/** The time in the house, for what is counted down; it moves every half minute. */
export const now = ref(tick())
setInterval(() => (now.value = tick()), 30_000)

/** Takes the time from an answer of the house: a computer's own clock may be wrong. */
export function heardAt(date: string | null): void {
  const found = Date.parse(date ?? '') - Date.now()
  if (!(Math.abs(found - ahead) > 5_000)) return // an answer takes a while, and says whole seconds
  ahead = found
  now.value = tick()
}
