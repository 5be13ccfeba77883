import { ref, shallowRef } from 'vue'
import { refusalOf, type Refusal } from '@/api/refusal'

/** Asks the house and keeps the answer: what was there stays until the next has come,
 * and an answer that was overtaken is forgotten. */
export function useAsked<T>(ask: () => Promise<T>) {
  const seen = shallowRef<T>()
  const fault = shallowRef<Refusal>()
  const busy = ref(false)
  let turn = 0

  async function load() {
    const mine = ++turn
    busy.value = true
    try {
      const found = await ask()
      if (mine !== turn) return
      seen.value = found
      fault.value = undefined
    } catch (thrown) {
      if (mine === turn) fault.value = refusalOf(thrown)
    } finally {
      if (mine === turn) busy.value = false
    }
  }
  return { seen, fault, busy, load }
}
