import { ref, watch } from 'vue'
import { onBeforeRouteLeave } from 'vue-router'
import { later } from './later'

/** A search box: what is typed is asked for once the hand rests. The box follows where
 * something else is asked for meanwhile, as by Back; what is being typed stays as it is. What was
 * not asked for yet when the page is left does not call back who leaves. */
export function useSearch(asked: () => string, ask: (words: string) => void) {
  const words = ref(asked())
  let sent = words.value
  watch(asked, (q) => q !== sent && (words.value = sent = q))
  let left = false
  onBeforeRouteLeave(() => void (left = true))
  const soon = later(() => left || ask((sent = words.value.trim())), 250)
  function search() {
    left = false
    soon()
  }
  return { words, search }
}
