import { computed, ref, shallowRef, watch, type Ref } from 'vue'
import { api, got, type Shape } from '@/api/client'
import { useAct, useAsked } from '@/lib/asked'
import { differing, edited } from './calendar'

/** The calendar of a year with what was changed here and is not kept yet: tried first, and
 * not kept over what somebody else has changed meanwhile (approval.deadline). */
export function useCalendarDraft(year: Ref<number>) {
  const path = () => ({ params: { path: { year: year.value } } })
  const { seen: view, fault, busy, load } = useAsked(() => got(api.GET('/api/v1/calendar/{year}', path())))
  const changes = ref(new Map<string, Shape<'DayForm'> | null>())
  const complete = ref<boolean>() // what the year shall be said to be; undefined as it is
  const size = computed(() => changes.value.size + (complete.value === undefined ? 0 : 1))
  const tried = shallowRef<Shape<'Shifted'>>()
  const others = ref<string[]>([]) // the days that somebody else has changed while it was edited
  const saved = ref(false)
  const { fault: refused, busy: acting, act } = useAct()

  function settle() {
    changes.value = new Map()
    complete.value = undefined
    others.value = []
    tried.value = refused.value = undefined
    saved.value = false
  }
  function discard() {
    settle()
    void load()
  }
  watch(year, discard, { immediate: true })

  /** Notes what a day shall be; null is what the law and the week make of it. */
  function note(day: string, form: Shape<'DayForm'> | null) {
    const all = new Map(changes.value)
    const own = view.value?.days.some((d) => d.day === day && d.own)
    if (!form && !own) all.delete(day)
    else all.set(day, form)
    changes.value = all
    tried.value = undefined
    saved.value = false
  }

  /** Notes that the days are all that differ from the week, or that they are not. */
  function declare(all: boolean) {
    complete.value = all === view.value?.known ? undefined : all
    tried.value = undefined
    saved.value = false
  }

  /** Reads what others have kept; what was changed here stays, and is tried anew. */
  async function lookAgain() {
    const was = view.value!.days
    await load()
    if (fault.value) return
    others.value = differing(was, view.value!.days)
    tried.value = refused.value = undefined
  }

  const body = () => ({ days: edited(view.value!.days, changes.value), complete: complete.value ?? view.value!.known, was: view.value!.version })
  const attempt = () => act(async () => (tried.value = await got(api.POST('/api/v1/calendar/{year}/check', { ...path(), body: body() }))))
  async function keep() {
    const ok = await act(async () => (view.value = await got(api.PUT('/api/v1/calendar/{year}', { ...path(), body: body() }))))
    if (!ok) return
    settle()
    saved.value = true
  }
  return { view, fault, busy, load, changes, complete, size, tried, others, saved, refused, acting, discard, note, declare, lookAgain, attempt, keep }
}
