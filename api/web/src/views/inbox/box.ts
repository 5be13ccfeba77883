import { computed, ref, shallowRef, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { api, got, type Shape } from '@/api/client'
import { onChange } from '@/api/live'
import { refusalOf, type Refusal } from '@/api/refusal'
import { later } from '@/lib/later'
import { recount } from '@/shell/todo'

export type BoxName = 'todo' | 'done' | 'started' | 'copied'
export type Row = Shape<'InboxRow'>

/** What narrows a box; it is in the address, so that it can be kept and sent. */
export interface Filter {
  q: string
  kind: string
  due: '' | 'overdue' | 'today'
  from: string
  to: string
  dueUntil: string
}

/** The key of a row: a case can wait for a person in two seats. */
export const keyOf = (row: Row) => row.task ?? row.case

const pageMost = 10 // pages that are looked through for the first match

/** A box with its filter, kept fresh by what the house tells. */
export function useBox(box: () => BoxName) {
  const route = useRoute()
  const router = useRouter()
  const rows = shallowRef<Row[]>([])
  const next = ref('')
  const state = ref<'first' | 'busy' | 'ready'>('first')
  const fault = shallowRef<Refusal>()
  const fresh = ref(new Set<string>())
  const text = (name: string) => (typeof route.query[name] === 'string' ? (route.query[name] as string) : '')
  const filter = computed<Filter>(() => ({ q: text('q'), kind: text('kind'), due: text('due') as Filter['due'], from: text('from'), to: text('to'), dueUntil: text('dueUntil') }))
  const filtered = computed(() => Object.values(filter.value).some(Boolean))
  let turn = 0

  /** Narrows the box: an empty value does not. */
  function narrow(to: Partial<Filter>) {
    const query = Object.fromEntries(Object.entries({ ...filter.value, ...to }).filter(([, v]) => v))
    void router.replace({ query })
  }

  const page = (cursor: string) => got(api.GET('/api/v1/inbox', { params: { query: { box: box(), cursor: cursor || undefined, ...given(filter.value) } } }))

  // Reads until there are as many rows as wanted. A page may be empty and yet have
  // one after it, where a filter leaves everything out.
  async function read(wanted: number, from: string, before: Row[]) {
    const mine = ++turn
    let all = before
    let cursor = from
    for (let n = 0; n < pageMost; n++) {
      const found = await page(cursor)
      if (mine !== turn) return
      all = all.concat(found.rows)
      cursor = found.next ?? ''
      if (!cursor || all.length >= wanted) break
    }
    rows.value = all
    next.value = cursor
  }

  async function run(work: () => Promise<void>) {
    if (state.value !== 'first') state.value = 'busy'
    try {
      await work()
      fault.value = undefined
    } catch (thrown) {
      fault.value = refusalOf(thrown)
    }
    state.value = 'ready'
  }

  const load = () => run(() => read(1, '', []))
  const more = () => run(() => read(rows.value.length + 1, next.value, rows.value))
  const refresh = () =>
    run(async () => {
      const known = new Set(rows.value.map(keyOf))
      await read(Math.max(rows.value.length, 1), '', [])
      if (known.size) fresh.value = new Set(rows.value.map(keyOf).filter((k) => !known.has(k)))
      await recount()
    })

  watch([box, filter], ([b], [was]) => {
    if (b !== was) {
      state.value = 'first'
      rows.value = []
      fresh.value = new Set()
    }
    void load()
  })
  void load()
  onChange(later(() => void refresh(), 300))
  return { rows, next, state, fault, fresh, filter, filtered, narrow, load, more, refresh }
}

function given(filter: Filter) {
  return { q: filter.q || undefined, kind: filter.kind || undefined, due: filter.due || undefined, from: filter.from || undefined, to: filter.to || undefined, dueUntil: filter.dueUntil || undefined }
}
