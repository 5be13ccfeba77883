import { computed, onBeforeUnmount, ref, shallowRef, watch } from 'vue'
import { api, got, gotVersion, newKey, type Shape } from '@/api/client'
import { refusalOf, type Refusal } from '@/api/refusal'
import type { FieldSpec, FormValue, Wrong } from '@/forms/spec'
import { later } from '@/lib/later'
import { useSigners } from './signers'
import { documentOf, placeOf, specOf, valueOf } from './specs'

type Form = Shape<'FormDefinition'>

/** What a new draft begins with. */
export interface Beginning {
  kind: string
  form?: string // the code of a company's own form
  copy?: string // a case to take the content of
  subject?: string // the draft that an exception is about, or what a revocation would make void
  clause?: string // that an exception asks to be let pass
}

/** A draft that is saved as it is typed. It comes into being with its first change;
 * what could not be saved is kept in the browser until it is. */
export function useDraft(onNew: (id: string) => void) {
  const id = ref('')
  const kind = ref('')
  const name = ref('')
  const form = shallowRef<Form>()
  const seen = shallowRef<Shape<'CaseView'>>()
  const specs = shallowRef<FieldSpec[]>()
  const value = ref<FormValue>({})
  const names = ref<Record<string, string>>({})
  const faults = ref<Wrong[]>([])
  const state = ref<'loading' | 'clean' | 'dirty' | 'saving' | 'failed' | 'conflict'>('loading')
  const savedAt = ref<Date>()
  const fault = shallowRef<Refusal>()
  const copied = ref('')
  const signers = useSigners()
  const digest = computed(() => tag.value.replace(/^W\//, '').replace(/"/g, ''))
  const tag = ref('')
  let document: FormValue = {}
  let submitKey = newKey()
  let quiet = true // a change that nobody has typed

  const backup = () => 'countersign.draft.' + (id.value || kind.value + (form.value?.code ?? ''))

  function show(raw: FormValue) {
    document = raw
    signers.take(raw)
    specs.value = specOf(kind.value, form.value)
    quiet = true
    value.value = valueOf(specs.value ?? [], raw, !!form.value)
  }

  async function begin(from: Beginning) {
    kind.value = from.kind
    name.value = (await got(api.GET('/api/v1/starts'))).rows.find((r) => r.kind === from.kind && (r.form ?? '') === (from.form ?? ''))?.name ?? ''
    if (from.form) form.value = (await got(api.GET('/api/v1/forms'))).rows.find((f) => f.code === from.form)
    let raw: FormValue = from.subject ? { subject: from.subject, ...(from.clause ? { clause: from.clause } : {}) } : {}
    if (from.copy) {
      const c = await got(api.GET('/api/v1/cases/{id}', { params: { path: { id: from.copy } } }))
      raw = { ...((c.document.raw as FormValue | undefined) ?? {}) }
      delete raw.version
      nameAll(c)
      copied.value = c.kindName + ' ' + (c.number ?? '')
    }
    show(raw)
    restore()
    if (from.copy || from.subject) await save()
    else state.value = 'clean'
  }

  async function open(which: string) {
    id.value = which
    const { body, tag: version } = await gotVersion(api.GET('/api/v1/cases/{id}', { params: { path: { id: which } } }))
    take(body, version)
    show((body.document.raw as FormValue | undefined) ?? {})
    state.value = 'clean'
    restore()
    await signers.look(which)
  }

  function take(c: Shape<'CaseView'>, version: string) {
    seen.value = c
    kind.value = c.kind
    name.value = c.kindName
    form.value = c.document.form
    tag.value = version
    nameAll(c)
  }

  // The names of what was picked, which the document knows by id only.
  function nameAll(c: Shape<'CaseView'>) {
    const raw = (c.document.raw as Record<string, unknown> | undefined) ?? {}
    const said = new Map(c.document.fields.map((f) => [f.key, f.value]))
    for (const [key, v] of Object.entries({ ...raw, ...(raw.values as object | undefined) })) if (typeof v === 'string' && said.get(key)) names.value[v] = key === 'clause' ? v : said.get(key)!
    for (const l of c.document.lines) if (l.variety) names.value[l.variety] = l.code + ' ' + l.name
  }

  function keep() {
    try {
      localStorage.setItem(backup(), JSON.stringify({ value: value.value, signers: signers.chosen.value }))
    } catch {
      // The page itself still has it.
    }
  }
  function restore() {
    try {
      const kept = localStorage.getItem(backup())
      if (!kept) return
      const was = JSON.parse(kept) as { value: FormValue; signers: Record<string, string[]> }
      quiet = false
      value.value = { ...value.value, ...was.value }
      signers.chosen.value = was.signers
    } catch {
      localStorage.removeItem(backup())
    }
  }
  const forget = (key: string) => localStorage.removeItem(key)

  let running: Promise<void> | undefined
  /** Saves what was typed; a save that runs is waited for first. */
  async function save(): Promise<void> {
    if (running) await running
    running = send().finally(() => (running = undefined))
    return running
  }

  async function send() {
    const doc = documentOf(value.value, signers.into(document), form.value)
    const key = backup()
    state.value = 'saving'
    keep()
    try {
      if (!id.value) {
        const { body, tag: version } = await gotVersion(api.POST('/api/v1/cases', { body: { kind: kind.value, document: doc } }))
        id.value = body.id
        tag.value = version
        onNew(body.id)
      } else {
        const { tag: version } = await gotVersion(api.PUT('/api/v1/cases/{id}/document', { params: { path: { id: id.value }, header: { 'If-Match': tag.value } }, body: { document: doc } }))
        tag.value = version
      }
      document = doc
      savedAt.value = new Date()
      fault.value = undefined
      submitKey = newKey()
      forget(key)
      if (state.value === 'saving') state.value = 'clean'
      await look()
    } catch (thrown) {
      fault.value = refusalOf(thrown)
      state.value = fault.value.conflict ? 'conflict' : 'failed'
      if (fault.value.offline) again()
    }
  }
  const again = later(() => void (state.value === 'failed' && save()), 5000)

  // What the house makes of it: faults in words, weights and prices.
  async function look() {
    const path = { params: { path: { id: id.value } } }
    const [checked, c] = await Promise.all([got(api.POST('/api/v1/cases/{id}/check', path)), got(api.GET('/api/v1/cases/{id}', path)), signers.look(id.value)])
    faults.value = checked.faults.map((f) => ({ at: placeOf(f.at), text: f.text, clause: f.clause }))
    seen.value = c
    name.value ||= c.kindName
  }

  const soon = later(() => void (state.value === 'dirty' && save()), 900)
  watch([value, signers.chosen], () => {
    if (quiet) return void (quiet = false)
    if (state.value !== 'conflict') state.value = 'dirty'
    soon()
  }, { deep: true })

  /** Submits what is shown; false where something is still missing. */
  async function check(): Promise<boolean> {
    if (!id.value || state.value !== 'clean') await save()
    if (state.value !== 'clean') return false
    await look()
    return faults.value.length === 0
  }

  async function submit(): Promise<void> {
    const resubmit = seen.value?.acts.find((a) => a.verb === 'resubmit')
    const params = { path: { id: id.value }, header: { 'Idempotency-Key': submitKey } }
    if (resubmit) await got(api.POST('/api/v1/cases/{id}/acts', { params, body: { verb: 'resubmit', task: resubmit.task, digest: digest.value } }))
    else await got(api.POST('/api/v1/cases/{id}/submit', { params, body: { digest: digest.value } }))
  }

  async function discard() {
    if (id.value) await got(api.DELETE('/api/v1/cases/{id}', { params: { path: { id: id.value } } }))
    state.value = 'clean'
    forget(backup())
  }

  async function reload() {
    forget(backup())
    await open(id.value)
  }
  /** Puts what is here in the place of what somebody else saved. */
  async function overwrite() {
    tag.value = (await gotVersion(api.GET('/api/v1/cases/{id}', { params: { path: { id: id.value } } }))).tag
    await save()
  }

  const leaving = (e: BeforeUnloadEvent) => ['dirty', 'saving', 'failed'].includes(state.value) && e.preventDefault()
  addEventListener('beforeunload', leaving)
  onBeforeUnmount(() => {
    removeEventListener('beforeunload', leaving)
    if (state.value === 'dirty') void save()
  })
  return { id, kind, name, form, seen, specs, value, names, faults, state, savedAt, fault, copied, signers, begin, open, save, check, submit, discard, reload, overwrite, look }
}
