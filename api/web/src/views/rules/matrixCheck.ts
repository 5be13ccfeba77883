import { computed, ref, shallowRef, watch, type Ref } from 'vue'
import { api, got, type Shape } from '@/api/client'
import { refusalOf, type Refusal } from '@/api/refusal'
import { t } from '@/i18n'
import { later } from '@/lib/later'
import { bare, cellOf, unread, type Row, type RowView } from './matrix'

/** What the house says of the rows, soon after they were changed. A check that failed says
 * so, and can be made again. */
export function useMatrixCheck(rows: Ref<Row[]>, text: Ref<string>) {
  const faults = shallowRef<Shape<'FaultView'>[]>([])
  const read = shallowRef<RowView[]>([]) // the rows in words, as of the last check
  const state = ref<'checking' | 'checked' | 'failed'>('checking')
  const failed = shallowRef<Refusal>()

  async function check() {
    const wrong = unread('rows', rows.value, ['from', 'to'], t('rules.wrongAmount'))
    if (wrong.length) return answered(wrong)
    state.value = 'checking'
    const sent = text.value
    try {
      const found = await got(api.POST('/api/v1/matrix/check', { body: { rows: rows.value.map(bare) } }))
      if (sent !== text.value) return
      read.value = found.rows
      answered(found.faults)
    } catch (thrown) {
      if (sent !== text.value) return
      failed.value = refusalOf(thrown)
      state.value = 'failed'
    }
  }
  function answered(found: Shape<'FaultView'>[]) {
    faults.value = found
    failed.value = undefined
    state.value = 'checked'
  }
  const soon = later(() => void check(), 500)
  watch(text, () => ((state.value = 'checking'), soon()))

  const ready = computed(() => state.value === 'checked' && !faults.value.length)
  const said = computed(() => rows.value.map((r, i) => ({ ...r, ...wordsFor(read.value[i], r) })))
  const inKind = (kind: string) => faults.value.filter((f) => rows.value[cellOf(f.at)?.row ?? -1]?.kind === kind).length
  const general = computed(() => faults.value.filter((f) => !cellOf(f.at)))

  /** The faults of a row by column. */
  function wrongOf(i: number): Record<string, string[]> {
    const all: Record<string, string[]> = {}
    for (const f of faults.value) {
      const cell = cellOf(f.at)
      if (cell?.row === i) (all[cell.column] ??= []).push(f.text)
    }
    return all
  }
  return { faults, state, failed, ready, said, general, inKind, wrongOf, check }
}

// The words of a row, as long as they are about what stands in it now.
function wordsFor(said: RowView | undefined, r: Row): Partial<RowView> {
  if (!said || said.kind !== r.kind || said.step !== r.step || JSON.stringify(said.of) !== JSON.stringify(r.of)) return {}
  return { kindName: said.kindName, stepName: said.stepName, who: said.who, whoTold: said.whoTold, modeName: said.modeName }
}
