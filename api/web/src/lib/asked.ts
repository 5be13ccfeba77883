import { ref, shallowRef } from 'vue'
import { refusalOf, type Refusal } from '@/api/refusal'

/** Asks the house and keeps the answer: what was there stays until the next has come, an
 * answer that was overtaken is forgotten, a refusal is kept in words. */
export function useAsked<T>(ask: () => Promise<T>) {
  const seen = shallowRef<T>()
  const fault = shallowRef<Refusal>()
  const busy = ref(false)
  let turn = 0

  async function load(): Promise<void> {
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

/** One act at a time: busy while it is done, its refusal kept in words. */
export function useAct() {
  const fault = shallowRef<Refusal>()
  const busy = ref(false)

  async function act(work: () => Promise<unknown>): Promise<boolean> {
    if (busy.value) return false
    busy.value = true
    fault.value = undefined
    try {
      await work()
      return true
    } catch (thrown) {
      fault.value = refusalOf(thrown)
      return false
    } finally {
      busy.value = false
    }
  }
  return { fault, busy, act }
}
