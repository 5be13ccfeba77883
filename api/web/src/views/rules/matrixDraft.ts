import { computed, ref, shallowRef, watch } from 'vue'
import { api, got, type Shape } from '@/api/client'
import { refusalOf, type Refusal } from '@/api/refusal'
import { dayOf } from '@/lib/time'
import { session, shelf } from '@/session'
import { bare, differences, type Row, type RowView } from './matrix'

type Matrix = Shape<'MatrixView'>

/** What the browser keeps of a change that is not submitted: the rows, the version that they
 * were made from, from when they shall be in force and why. */
export interface KeptMatrix {
  base: number
  rows: Row[]
  from: unknown
  reason: unknown
}

/** The newest version of the matrix, in force or not yet: what comes next is made from it. */
async function newestMatrix(): Promise<Matrix> {
  const today = await got(api.GET('/api/v1/matrix', { params: { query: {} } }))
  const version = Math.max(today.version, ...today.versions.map((v) => v.version))
  return version === today.version ? today : got(api.GET('/api/v1/matrix', { params: { query: { version } } }))
}

const rowsOf = async (version: number) =>
  (await got(api.GET('/api/v1/matrix', { params: { query: version ? { version } : { regulations: true } } }))).rows

/** A change of the matrix as it is made: kept in the browser for the person who makes it, and
 * a proposal that was sent back apart from a new change. */
export function useMatrixDraft(open: () => Promise<Partial<KeptMatrix>>, sentBack = 'new') {
  const name = 'matrix.' + session.me.company.id + '.' + sentBack
  const words = shallowRef<Shape<'MatrixWordsView'>>()
  const newest = shallowRef<Matrix>()
  const base = ref(0)
  const moved = shallowRef<RowView[]>() // the version that the rows were made from, where there is a newer one
  const rows = ref<Row[]>([])
  const from = ref<unknown>('')
  const reason = ref<unknown>('')
  const begun = ref('') // all of it as it was opened: what differs from it is kept
  const restored = ref(false)
  const missing = shallowRef<Refusal>()

  const was = computed(() => newest.value?.rows ?? [])
  const text = computed(() => JSON.stringify(rows.value.map(bare)))
  const changes = computed(() => differences<Row>(was.value, rows.value).length)
  const content = computed((): KeptMatrix => ({ base: base.value, rows: rows.value.map(bare), from: from.value, reason: reason.value }))
  const all = computed(() => JSON.stringify(content.value))

  function put(it: KeptMatrix) {
    rows.value = it.rows
    base.value = it.base
    from.value = it.from
    reason.value = it.reason
  }

  async function load() {
    try {
      const [w, m, opened] = await Promise.all([got(api.GET('/api/v1/matrix/words')), newestMatrix(), open()])
      words.value = w
      newest.value = m
      const kept = shelf().kept<KeptMatrix>(name)
      put({ base: opened.base ?? m.version, rows: opened.rows ?? m.rows.map(bare), from: opened.from ?? tomorrow(), reason: opened.reason ?? '' })
      begun.value = all.value
      if (kept) put({ ...content.value, ...kept })
      restored.value = all.value !== begun.value
      moved.value = base.value === m.version ? undefined : await rowsOf(base.value)
      missing.value = undefined
    } catch (thrown) {
      missing.value = refusalOf(thrown)
    }
  }

  /** Reads the newest version anew: somebody else's may have come. What was changed here stays. */
  async function lookAgain() {
    newest.value = await newestMatrix()
    moved.value = base.value === newest.value.version ? undefined : await rowsOf(base.value)
  }
  /** Goes on from the newest version, with the rows as they are here. */
  function goOn() {
    base.value = newest.value!.version
    moved.value = undefined
  }
  /** Opens the newest version anew, or the proposal as it was sent back. */
  function discard() {
    forget()
    return load()
  }
  const forget = () => shelf().forget(name)
  watch(all, () => (all.value === begun.value ? forget() : shelf().keep(name, content.value)))
  return { words, newest, base, moved, rows, from, reason, restored, missing, was, text, changes, load, lookAgain, goOn, discard, forget }
}
const tomorrow = () => dayOf(new Date(Date.now() + 86_400_000))
