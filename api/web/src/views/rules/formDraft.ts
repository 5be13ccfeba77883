import { computed, ref, shallowRef, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { api, got, type Shape } from '@/api/client'
import { refusalOf, type Refusal } from '@/api/refusal'
import { useAct } from '@/lib/asked'
import { blankForm, tidy, type Definition } from './forms'
import { useProposal } from './proposal'

/** A version of a form as it is edited, and kept as the one after the newest, or proposed where
 * it changes who signs. */
export function useFormDraft() {
  const route = useRoute()
  const router = useRouter()
  const words = shallowRef<Shape<'MatrixWordsView'>>()
  const form = ref<Definition>()
  const began = ref('')
  const base = shallowRef<Definition>() // the newest version when the editing began; none of a new form
  const newer = shallowRef<Definition>() // one that somebody else has kept since
  const kept = shallowRef<Definition>()
  const missing = shallowRef<Refusal>()
  const proposal = useProposal('matrix_change')
  const reason = ref<unknown>('') // why who signs is to change
  const { fault: refused, busy, act } = useAct()

  const text = computed(() => (form.value ? JSON.stringify(tidy(form.value)) : ''))
  const dirty = computed(() => text.value !== began.value)
  const next = computed(() => (base.value?.version ?? 0) + 1)
  const isNew = computed(() => !route.query.code && !route.query.case)

  const version = (code: string, n: number) => got(api.GET('/api/v1/forms/{code}/{version}', { params: { path: { code, version: n } } }))
  const newest = async (code: string) => (await got(api.GET('/api/v1/forms'))).rows.find((d) => d.code === code)

  // A proposal that is not submitted yet or was sent back, with the version it was made from.
  async function proposed(id: string): Promise<[Definition, Definition | undefined]> {
    const raw = await proposal.open(id)
    const { definition } = await got(api.POST('/api/v1/forms/check', { body: raw.form as never }))
    reason.value = raw.reason ?? ''
    const opened = { ...blankForm(), ...definition }
    return [opened, opened.version ? await version(opened.code, opened.version) : undefined]
  }

  async function load() {
    const { code, version: which, case: from } = route.query
    if (kept.value && kept.value.code === code && String(kept.value.version) === which) return // it is what is here
    try {
      words.value ??= await got(api.GET('/api/v1/matrix/words'))
      const [opened, last] = from ? await proposed(String(from)) : code ? await Promise.all([version(String(code), Number(which)), newest(String(code))]) : [blankForm(), undefined]
      form.value = { ...opened, tasks: opened.tasks ?? [] }
      base.value = last
      newer.value = kept.value = undefined
      began.value = text.value
      if (from) newer.value = newerThan(opened.version, await newest(opened.code))
      missing.value = undefined
    } catch (thrown) {
      missing.value = refusalOf(thrown)
    }
  }
  watch(() => [route.query.code, route.query.version, route.query.case], load, { immediate: true })

  const body = () => ({ ...tidy(form.value!), version: base.value?.version ?? 0 })
  async function sending<T>(send: () => Promise<T>): Promise<T> {
    try {
      return await send()
    } catch (thrown) {
      if (refusalOf(thrown).key === 'form-newer') newer.value = await newest(form.value!.code)
      throw thrown
    }
  }
  const keep = () => act(async () => {
    kept.value = await sending(() => got(api.POST('/api/v1/forms', { body: body() as never })))
    base.value = kept.value
    form.value!.version = kept.value!.version
    began.value = text.value
    await router.replace({ query: { code: kept.value!.code, version: String(kept.value!.version) } })
    scrollTo({ top: 0 })
  })

  /** Submits the version as a case: approved, it is in force. */
  const propose = () => act(async () => {
    const id = await sending(() => proposal.submit({ reason: reason.value, form: body() }))
    began.value = text.value
    await router.push('/cases/' + id)
  })

  /** Goes on from the newer version, with what is here. */
  function goOn() {
    base.value = newer.value
    newer.value = refused.value = undefined
  }
  return { reason, propose, words, form, text, began, dirty, base, newer, kept, next, isNew, missing, refused, busy, load, keep, goOn }
}

const newerThan = (version: number, newest?: Definition) => (newest && newest.version > version ? newest : undefined)
