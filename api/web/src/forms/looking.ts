import { ref, shallowRef, watch } from 'vue'
import { online } from '@/api/online'
import { refusalOf, type Refusal } from '@/api/refusal'

/** Looks for entries by words: the answer to the latest words counts, and why there is none
 * is kept in words, for "nothing found" would be another matter. What could not be asked for
 * lack of a connection is asked when it is back. */
export function useLooking<T>(look: (words: string) => Promise<T[]>) {
  const found = shallowRef<T[]>([])
  const fault = shallowRef<Refusal>()
  const busy = ref(false)
  let turn = 0
  let last = ''

  async function search(words: string): Promise<void> {
    const mine = ++turn
    last = words
    busy.value = true
    try {
      const answer = await look(words)
      if (mine !== turn) return
      found.value = answer
      fault.value = undefined
    } catch (thrown) {
      if (mine !== turn) return
      found.value = []
      fault.value = refusalOf(thrown)
    }
    busy.value = false
  }
  watch(online, (is) => is && fault.value?.offline && void search(last))
  return { found, fault, busy, search }
}
