import { nextTick, onScopeDispose, shallowRef, watch, type Ref } from 'vue'
import { useRouter } from 'vue-router'
import { api, got, type Shape } from '@/api/client'
import { onChange } from '@/api/live'
import { refusalOf, type Refusal } from '@/api/refusal'
import { t } from '@/i18n'
import { later } from '@/lib/later'
import { session } from '@/session'
import { recount } from '@/shell/todo'
import { newsOf, type Act, type Case } from './acts'

const read = (id: string) => got(api.GET('/api/v1/cases/{id}', { params: { path: { id } } }))

/** A case that is looked at: kept fresh, with what happened meanwhile, the receipt of the
 * last act, and why the last one was refused. An answer that was overtaken is forgotten. Head
 * says how the last act ended: the focus goes there. */
export function useCase(id: () => string, head: Ref<HTMLElement | undefined>) {
  const router = useRouter()
  const seen = shallowRef<Case>()
  const subject = shallowRef<Case>()
  const fault = shallowRef<Refusal>()
  const refused = shallowRef<Refusal>()
  const news = shallowRef<Shape<'EventView'>[]>([])
  const receipt = shallowRef<{ receipt: Shape<'Receipt'>; what: string }>()
  let turn = 0

  async function load() {
    const mine = ++turn
    try {
      const now = await read(id())
      const about = now.subject ? await read(now.subject).catch(() => undefined) : undefined
      if (mine !== turn) return
      if (now.state.state === 'draft' && now.acts.some((a) => a.verb === 'submit')) return void router.replace('/drafts/' + now.id)
      if (seen.value?.id === now.id) news.value = [...news.value, ...newsOf(seen.value, now, session.me.id)]
      seen.value = now
      subject.value = about
      fault.value = undefined
      document.title = now.kindName + ' ' + (now.number ?? '') + ' · ' + t('shell.brand')
    } catch (thrown) {
      if (mine === turn) fault.value = refusalOf(thrown)
    }
  }

  watch(id, () => {
    seen.value = subject.value = receipt.value = refused.value = fault.value = undefined
    news.value = []
    void load()
  }, { immediate: true })
  onScopeDispose(() => turn++) // an answer that comes later says nothing to the page that is there then
  const again = later(() => void load(), 200)
  onChange((changed) => (changed === null || changed === id()) && again())

  async function toHead() {
    await nextTick()
    scrollTo({ top: 0 })
    head.value?.focus({ preventScroll: true })
  }

  async function done(r: Shape<'Receipt'>, act: Act) {
    receipt.value = { receipt: r, what: act.name }
    refused.value = undefined
    await Promise.all([load(), recount().catch(() => undefined)])
    news.value = []
    await toHead()
  }

  /** Somebody was faster: the case is read again, and why it was refused stays. */
  async function stale(why: Refusal) {
    receipt.value = undefined
    refused.value = why
    await load()
    await toHead()
  }
  return { seen, subject, fault, refused, news, receipt, load, done, stale }
}
