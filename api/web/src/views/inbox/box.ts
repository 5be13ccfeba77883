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

/** Kinds that are signed by themselves: each exception is weighed, and what changes the rules is
 * read as a whole. The house refuses them in a batch. */
export const alone: Record<string, string> = { exception: 'inbox.batch.exception', matrix_change: 'inbox.batch.rules', parameter_change: 'inbox.batch.rules' }

/** How many are signed at once, at most. */
export const batchMost = 50

const pageMost = 10 // pages that are looked through for one more row

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
  const filter = computed<Filter>(() => ({
    q: text('q'), kind: text('kind'), due: text('due') as Filter['due'], from: text('from'), to: text('to'), dueUntil: text('dueUntil'),
  }))
  const filtered = computed(() => Object.values(filter.value).some(Boolean))
  const address = () => box() + JSON.stringify(filter.value)
  let turn = 0

  /** Narrows the box: an empty value does not. */
  function narrow(to: Partial<Filter>) {
    const query = Object.fromEntries(Object.entries({ ...filter.value, ...to }).filter(([, v]) => v))
    void router.replace({ query })
  }

  const page = (cursor: string) =>
    got(api.GET('/api/v1/inbox', { params: { query: { box: box(), cursor: cursor || undefined, ...given(filter.value) } } }))

  // Reads until there are as many rows as wanted. A page may be empty and yet have one
  // after it, where a filter leaves everything out: after a few of these it is asked whether
  // to look further.
  async function read(mine: number, wanted: number, from: string, before: Row[]) {
    let all = before
    let cursor = from
    for (let empty = 0; empty < pageMost; ) {
      const found = await page(cursor)
      if (mine !== turn) return
      all = all.concat(found.rows)
      cursor = found.next ?? ''
      if (!cursor || all.length >= wanted) break
      empty = found.rows.length ? 0 : empty + 1
    }
    if (box() === 'todo') all = [...all].sort(soonest)
    rows.value = all
    next.value = cursor
    shelved.set(address(), { rows: all, next: cursor })
    if (shelved.size > shelvedMost) shelved.delete(shelved.keys().next().value!)
  }

  // What was overtaken says nothing, neither what it found nor why it failed.
  async function run(work: (mine: number) => Promise<void>) {
    const mine = ++turn
    if (state.value !== 'first') state.value = 'busy'
    let failed: Refusal | undefined
    await work(mine).catch((thrown: unknown) => (failed = refusalOf(thrown)))
    if (mine !== turn) return
    fault.value = failed
    state.value = 'ready'
  }

  // What was listed before, in this box with this filter, is listed again: who comes back
  // finds the place.
  const load = () => run((mine) => read(mine, shelved.get(address())?.rows.length ?? 1, '', []))
  let further = Promise.resolve()
  const more = () => (further = run((mine) => read(mine, rows.value.length + 1, next.value, rows.value)))
  const refresh = async () => {
    await further // who asked for more gets it
    await run(async (mine) => {
      const known = new Set(rows.value.map(keyOf))
      await read(mine, Math.max(rows.value.length, 1), '', [])
      if (known.size && mine === turn) fresh.value = new Set(rows.value.map(keyOf).filter((k) => !known.has(k) || fresh.value.has(k)))
      await recount()
    })
  }

  // What is known is shown at once, and read again.
  function begin() {
    const known = shelved.get(address())
    rows.value = known?.rows ?? []
    next.value = known?.next ?? ''
    state.value = known ? 'busy' : 'first'
    fresh.value = new Set()
    void load()
  }
  watch([box, filter], ([b], [was]) => (b === was ? void load() : begin()))
  begin()
  onChange(later(() => void refresh(), 300))
  return { rows, next, state, fault, fresh, filter, filtered, narrow, load, more, refresh }
}

// What is due at once stands by its number.
const soonest = (a: Row, b: Row) => (a.dueAt ?? '~').localeCompare(b.dueAt ?? '~') || (a.number ?? '').localeCompare(b.number ?? '')

const shelvedMost = 20
const shelved = new Map<string, { rows: Row[]; next: string }>() // what was listed, while the desk is open

function given(filter: Filter) {
  const { q, kind, due, from, to, dueUntil } = filter
  return { q: q || undefined, kind: kind || undefined, due: due || undefined, from: from || undefined, to: to || undefined, dueUntil: dueUntil || undefined }
}
