import { computed, ref, shallowRef, watch } from 'vue'
import { api, got, type Shape } from '@/api/client'
import { refusalOf, type Refusal } from '@/api/refusal'
import { session, shelf } from '@/session'
import { bare, differences, type Row, type RowView } from './matrix'

type Matrix = Shape<'MatrixView'>

/** What the browser keeps of a change that is not submitted: the rows, and the version that
 * they were made from. */
export interface KeptMatrix {
  base: number
  rows: Row[]
}

/** The newest version of the matrix, in force or not yet: what comes next is made from it. */
async function newestMatrix(): Promise<Matrix> {
  const today = await got(api.GET('/api/v1/matrix', { params: { query: {} } }))
  const version = Math.max(today.version, ...today.versions.map((v) => v.version))
  return version === today.version ? today : got(api.GET('/api/v1/matrix', { params: { query: { version } } }))
}

const rowsOf = async (version: number) =>
  (await got(api.GET('/api/v1/matrix', { params: { query: version ? { version } : { regulations: true } } }))).rows

/** A change of the matrix as it is made: kept in the browser for the person who makes it. */
export function useMatrixDraft(open: () => Promise<Partial<KeptMatrix>>) {
  const name = 'matrix.' + session.me.company.id
  const words = shallowRef<Shape<'MatrixWordsView'>>()
  const newest = shallowRef<Matrix>()
  const base = ref(0)
  const moved = shallowRef<RowView[]>() // the version that the rows were made from, where there is a newer one
  const rows = ref<Row[]>([])
  const restored = ref(false)
  const missing = shallowRef<Refusal>()

  const was = computed(() => newest.value?.rows ?? [])
  const text = computed(() => JSON.stringify(rows.value.map(bare)))
  const changes = computed(() => differences<Row>(was.value, rows.value).length)

  async function load() {
    try {
      const [w, m, opened] = await Promise.all([got(api.GET('/api/v1/matrix/words')), newestMatrix(), open()])
      words.value = w
      newest.value = m
      const kept = opened.rows ? undefined : shelf().kept<KeptMatrix>(name)
      rows.value = opened.rows ?? kept?.rows ?? m.rows.map(bare)
      base.value = opened.base ?? kept?.base ?? m.version
      restored.value = !!kept && changes.value > 0
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
  function discard() {
    forget()
    restored.value = false
    rows.value = was.value.map(bare)
    goOn()
  }
  const forget = () => shelf().forget(name)
  watch([text, base], () => (changes.value ? shelf().keep(name, { base: base.value, rows: rows.value.map(bare) }) : forget()))
  return { words, newest, base, moved, rows, restored, missing, was, text, changes, load, lookAgain, goOn, discard, forget }
}
