import { ref, watch } from 'vue'
import { later } from './later'

/** A search box: what is typed is asked for once the hand rests. The box follows where
 * something else is asked for meanwhile, as by Back; what is being typed stays as it is. */
export function useSearch(asked: () => string, ask: (words: string) => void) {
  const words = ref(asked())
  let sent = words.value
  watch(asked, (q) => q !== sent && (words.value = sent = q))
  const search = later(() => ask((sent = words.value.trim())), 250)
  return { words, search }
}
