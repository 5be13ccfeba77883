import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'

/** What narrows a page, in its address: an empty value does not. */
export function useAddress<K extends string>(...names: K[]) {
  const route = useRoute()
  const router = useRouter()
  const query = computed(() => Object.fromEntries(names.map((n) => [n, typeof route.query[n] === 'string' ? route.query[n] : ''])) as Record<K, string>)
  const set = (to: Partial<Record<K, string>>) => void router.replace({ query: Object.fromEntries(Object.entries({ ...route.query, ...to }).filter(([, v]) => v)) as Record<string, string> })
  return { query, set }
}
