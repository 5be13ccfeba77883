import { computed, ref, shallowRef, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { api, got, type Shape } from '@/api/client'
import { refusalOf, type Refusal } from '@/api/refusal'

/** What narrows the search; it is in the address, so that it can be kept and sent. */
export interface Wanted {
  q: string
  kind: string
  state: string
  from: string
  to: string
}

const most = 10 // pages that are looked through for the first match

/** Cases among all that the person may see. */
export function useFound() {
  const route = useRoute()
  const router = useRouter()
  const rows = shallowRef<Shape<'CaseRow'>[]>([])
  const next = ref('')
  const busy = ref(true)
  const fault = shallowRef<Refusal>()
  const text = (name: string) => (typeof route.query[name] === 'string' ? (route.query[name] as string) : '')
  const wanted = computed<Wanted>(() => ({ q: text('q'), kind: text('kind'), state: text('state'), from: text('from'), to: text('to') }))
  const narrowed = computed(() => Object.values(wanted.value).some(Boolean))
  let turn = 0

  /** Narrows the search: an empty value does not. */
  const narrow = (to: Partial<Wanted>) => void router.replace({ query: Object.fromEntries(Object.entries({ ...wanted.value, ...to }).filter(([, v]) => v)) })

  // A page may be empty and yet have one after it, where all on it is not for these eyes.
  async function read(from: string, before: Shape<'CaseRow'>[]) {
    const mine = ++turn
    busy.value = true
    try {
      let all = before
      let cursor: string | undefined = from
      for (let n = 0; n < most; n++) {
        const { q, kind, state, from: since, to } = wanted.value
        const page: Shape<'CasePage'> = await got(api.GET('/api/v1/cases', { params: { query: { cursor: cursor || undefined, q: q || undefined, kind: kind || undefined, state: state || undefined, from: since || undefined, to: to || undefined } } }))
        if (mine !== turn) return
        all = all.concat(page.rows)
        cursor = page.next
        if (!cursor || all.length > before.length) break
      }
      rows.value = all
      next.value = cursor ?? ''
      fault.value = undefined
    } catch (thrown) {
      if (mine === turn) fault.value = refusalOf(thrown)
    }
    if (mine === turn) busy.value = false
  }
  const load = () => read('', [])
  const more = () => read(next.value, rows.value)
  watch(wanted, load)
  void load()
  return { rows, next, busy, fault, wanted, narrowed, narrow, load, more }
}
