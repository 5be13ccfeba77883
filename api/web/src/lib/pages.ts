import { computed, ref, shallowRef } from 'vue'
import { useAsked } from './asked'

/** A page of a list: without next there is none after it. */
export interface Page {
  rows: unknown[]
  next?: string
}

/** A list that is asked for page by page: load begins it anew, more puts the next page below.
 * What a page says beside its rows is in page for the last, in first for the first; a page
 * that was overtaken is forgotten. */
export function usePages<P extends Page>(ask: (cursor?: string) => Promise<P>) {
  type Rows = P['rows']
  const rows = shallowRef<Rows>()
  const page = shallowRef<P>()
  const first = shallowRef<P>()
  const next = computed(() => page.value?.next || undefined)
  const from = ref<string>()
  const { seen, fault, busy, load: read } = useAsked(async () => {
    const cursor = from.value
    return { cursor, found: await ask(cursor) }
  })

  async function go(cursor?: string) {
    from.value = cursor
    const was = seen.value
    await read()
    if (!seen.value || seen.value === was) return
    const { found } = seen.value
    rows.value = seen.value.cursor ? [...(rows.value ?? []), ...found.rows] : found.rows
    page.value = found
    if (!seen.value.cursor) first.value = found
  }
  const load = () => go()
  const more = async () => void (next.value && (await go(next.value)))
  const forget = () => void (rows.value = page.value = first.value = undefined)
  return { rows, page, first, next, fault, busy, load, more, forget }
}
