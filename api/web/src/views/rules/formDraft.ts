import { computed, ref, shallowRef, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { api, got, type Shape } from '@/api/client'
import { refusalOf, type Refusal } from '@/api/refusal'
import { useAct } from '@/lib/asked'
import { blankForm, tidy, type Definition } from './forms'

/** A version of a form as it is edited, and kept as the one after the newest. */
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
  const { fault: refused, busy, act } = useAct()

  const text = computed(() => (form.value ? JSON.stringify(tidy(form.value)) : ''))
  const dirty = computed(() => text.value !== began.value)
  const next = computed(() => (base.value?.version ?? 0) + 1)
  const isNew = computed(() => !route.query.code)

  const version = (code: string, n: number) => got(api.GET('/api/v1/forms/{code}/{version}', { params: { path: { code, version: n } } }))
  const newest = async (code: string) => (await got(api.GET('/api/v1/forms'))).rows.find((d) => d.code === code)

  async function load() {
    const { code, version: which } = route.query
    if (kept.value && kept.value.code === code && String(kept.value.version) === which) return // it is what is here
    try {
      words.value ??= await got(api.GET('/api/v1/matrix/words'))
      const [opened, last] = code ? await Promise.all([version(String(code), Number(which)), newest(String(code))]) : [blankForm(), undefined]
      form.value = { ...opened, tasks: opened.tasks ?? [] }
      base.value = last
      newer.value = kept.value = undefined
      began.value = text.value
      missing.value = undefined
    } catch (thrown) {
      missing.value = refusalOf(thrown)
    }
  }
  watch(() => [route.query.code, route.query.version], load, { immediate: true })

  const keep = () => act(async () => {
    const body = { ...tidy(form.value!), version: base.value?.version ?? 0 }
    try {
      kept.value = await got(api.POST('/api/v1/forms', { body: body as never }))
    } catch (thrown) {
      if (refusalOf(thrown).key === 'form-newer') newer.value = await newest(body.code)
      throw thrown
    }
    base.value = kept.value
    form.value!.version = kept.value!.version
    began.value = text.value
    await router.replace({ query: { code: kept.value!.code, version: String(kept.value!.version) } })
    scrollTo({ top: 0 })
  })

  /** Goes on from the newer version, with what is here. */
  function goOn() {
    base.value = newer.value
    newer.value = refused.value = undefined
  }
  return { words, form, text, began, dirty, base, newer, kept, next, isNew, missing, refused, busy, load, keep, goOn }
}
