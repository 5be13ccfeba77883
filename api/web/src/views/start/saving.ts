import { computed, onBeforeUnmount, ref, shallowRef, watch } from 'vue'
import { api, got, gotVersion, newKey, type Shape } from '@/api/client'
import { refusalOf, type Refusal } from '@/api/refusal'
import { valueAt, type FormValue, type Wrong } from '@/forms/spec'
import { later } from '@/lib/later'
import { queue } from '@/lib/queue'
import { same } from '@/lib/same'
import type { Backup } from './backup'
import { rawOf, type Content } from './content'
import { placeOf } from './specs'

type Case = Shape<'CaseView'>
type State = 'loading' | 'clean' | 'dirty' | 'saving' | 'failed' | 'conflict' | 'over' // over: it can be changed no more

/** Saves a draft as it is typed, one save after the other. The draft comes into being with
 * its first change: onNew hears its id, unless the view was left meanwhile. */
export function useSaving(content: Content, backup: Backup, onNew: (id: string) => void) {
  const id = ref('')
  const tag = ref('')
  const seen = shallowRef<Case>()
  const found = ref<Wrong[]>([]) // faults that the house finds
  const state = ref<State>('loading')
  const savedAt = ref<Date>()
  const fault = shallowRef<Refusal>()
  const inTurn = queue()
  let there: FormValue = {} // the document that the house has
  let saved = '' // what was filled in when it was saved
  let first: { key: string; document: FormValue } | undefined // a beginning that was not answered yet
  let left = false

  /** Takes a case as the house has it. */
  function take(c: Case, version: string) {
    id.value = c.id
    seen.value = c
    tag.value = version
    there = rawOf(c)
    over(c)
  }
  /** Notes a case that can be changed no more, such as a draft that was submitted in another tab. */
  function over(c: Case): boolean {
    if (c.state.state !== 'draft' && !c.acts.some((a) => a.verb === 'resubmit')) state.value = 'over'
    return state.value === 'over'
  }
  /** Says that what is filled in now is what the house has. */
  function settled() {
    saved = content.text()
    if (state.value !== 'over') state.value = 'clean'
  }

  /** Fills a field in: what was found wrong there is to be found again. */
  function fill(key: string, to: unknown) {
    const was = { ...content.value.value }
    content.fill(key, to)
    found.value = found.value.filter((f) => valueAt(was, f.at) === valueAt(content.value.value, f.at))
  }

  const path = () => ({ path: { id: id.value } })
  const keep = () => backup.keep({ value: content.value.value, signers: content.signers.chosen.value, names: content.names.value, of: there })

  /** Saves what was typed; never rejects. */
  const save = () => inTurn(send)

  async function send(): Promise<void> {
    if (state.value === 'conflict' || state.value === 'over') return
    if (id.value && content.text() === saved) return unchanged()
    const text = content.text()
    const document = content.written()
    state.value = 'saving'
    keep()
    try {
      if (!id.value) await begin(document)
      if (!same(there, document)) await put(document)
      there = document
      saved = text
      savedAt.value = new Date()
      fault.value = undefined
      state.value = content.text() === text ? 'clean' : 'dirty'
      if (state.value === 'clean' && !content.unread.value.length) backup.forget()
      else soon()
    } catch (thrown) {
      return failed(refusalOf(thrown))
    }
    await reread().catch((thrown) => (fault.value = refusalOf(thrown)))
  }

  // What was typed was taken back.
  async function unchanged(): Promise<void> {
    if (state.value === 'clean') return
    state.value = 'clean'
    fault.value = undefined
    if (!content.unread.value.length) backup.forget()
    await reread().catch((thrown) => (fault.value = refusalOf(thrown)))
  }

  function failed(why: Refusal) {
    if (state.value === 'over') return backup.forget()
    fault.value = why
    state.value = why.conflict ? 'conflict' : 'failed'
    keep()
    if (why.offline) again()
  }

  // After a lost answer the same beginning is sent again under the same key: it is one draft.
  async function begin(document: FormValue) {
    first ??= { key: newKey(), document }
    try {
      const { body, tag: version } = await gotVersion(api.POST('/api/v1/cases', {
        params: { header: { 'Idempotency-Key': first.key } }, body: { kind: content.kind.value, document: first.document },
      }))
      id.value = body.id
      tag.value = version
      there = first.document
      backup.of(body.id)
      if (!left) onNew(body.id)
    } catch (thrown) {
      const why = refusalOf(thrown)
      if (!why.offline && why.status < 500) first = undefined
      throw why
    }
  }

  async function put(document: FormValue): Promise<void> {
    try {
      await replace(document)
    } catch (thrown) {
      if (!refusalOf(thrown).conflict || !(await sealedAnew())) throw thrown
      await replace(document)
    }
  }
  async function replace(document: FormValue) {
    const params = { ...path(), header: { 'If-Match': tag.value } }
    tag.value = (await gotVersion(api.PUT('/api/v1/cases/{id}/document', { params, body: { document } }))).tag
  }

  // A file that came or went seals the draft anew; its document is still as it was.
  async function sealedAnew(): Promise<boolean> {
    const { body, tag: version } = await gotVersion(api.GET('/api/v1/cases/{id}', { params: path() }))
    if (over(body) || !same(rawOf(body), there)) return false
    take(body, version)
    return true
  }

  // What the house makes of it: faults in words, weights, prices and days.
  async function reread(): Promise<void> {
    if (!id.value) return
    const params = { params: path() }
    const [checked, { body, tag: version }] = await Promise.all([
      got(api.POST('/api/v1/cases/{id}/check', params)), gotVersion(api.GET('/api/v1/cases/{id}', params)), content.signers.look(id.value),
    ])
    found.value = checked.faults.map((f) => ({ ...f, at: placeOf(f.at) }))
    content.name.value ||= body.kindName
    if (!over(body) && version !== tag.value && !same(rawOf(body), there)) return void (state.value = 'conflict')
    take(body, version)
    if (state.value !== 'clean' || content.text() !== saved) return
    content.counted(rawOf(body))
    settled()
  }

  const again = later(() => void (state.value === 'failed' && save()), 5000)
  const soon = later(() => {
    if (state.value === 'conflict') keep()
    else if (state.value === 'dirty') void save()
  }, 900)
  watch(content.text, (text) => {
    if (state.value === 'loading' || state.value === 'over' || (state.value === 'clean' && text === saved)) return
    if (state.value !== 'conflict') state.value = 'dirty'
    soon()
  })

  /** Puts back what was typed here and is not in the house; false where nothing was. */
  function restore(): boolean {
    const was = backup.kept()
    if (!was || state.value === 'over') return false
    const before = content.text()
    content.value.value = { ...content.value.value, ...was.value }
    content.signers.chosen.value = was.signers
    content.names.value = { ...was.names, ...content.names.value }
    if (content.text() === before) return backup.forget(), false
    state.value = id.value && !same(was.of, there) ? 'conflict' : 'dirty'
    return true
  }

  /** Puts what is here in the place of what somebody else saved. */
  const overwrite = () => inTurn(async () => {
    try {
      const { body, tag: version } = await gotVersion(api.GET('/api/v1/cases/{id}', { params: path() }))
      take(body, version)
      if (state.value === 'over') return
      state.value = 'dirty'
      saved = ''
    } catch (thrown) {
      return failed(refusalOf(thrown))
    }
    await send()
  })

  const unsaved = () => ['dirty', 'saving', 'failed', 'conflict'].includes(state.value)
  const leaving = (e: BeforeUnloadEvent) => unsaved() && e.preventDefault()
  addEventListener('beforeunload', leaving)
  onBeforeUnmount(() => {
    left = true
    removeEventListener('beforeunload', leaving)
    if (unsaved()) keep()
    if (state.value === 'dirty' || state.value === 'failed') void save()
  })

  const faults = computed(() => [...content.unread.value, ...found.value.filter((f) => !content.unread.value.some((u) => u.at === f.at))])
  return { id, tag, seen, faults, state, savedAt, fault, take, settled, fill, save, inTurn, look: () => inTurn(reread), restore, overwrite }
}

export type Saving = ReturnType<typeof useSaving>
