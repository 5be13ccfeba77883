import { computed, ref, shallowRef } from 'vue'
import { useAsked } from './asked'

/** A page of a list: without next there is none after it. */
export interface Page<R> {
  rows: R[]
  next?: string
}

/** A list that is asked for page by page: load begins it anew, more puts the next page below.
 * What the last page says beside its rows is in page; a page that was overtaken is
 * forgotten. */
export function usePages<R, P extends Page<R>>(ask: (cursor?: string) => Promise<P>) {
  const rows = shallowRef<R[]>()
  const page = shallowRef<P>()
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
  }
  const load = () => go()
  const more = async () => void (next.value && (await go(next.value)))
  const forget = () => void (rows.value = page.value = undefined)
  return { rows, page, next, fault, busy, load, more, forget }
}
