import { mount } from '@vue/test-utils'
import { nextTick, ref } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { expect, it, vi } from 'vitest'
import { useSearch } from '@/lib/search'

const within = <T>(use: () => T): T => {
  let made: T
  const router = createRouter({ history: createMemoryHistory(), routes: [] })
  mount({ setup: () => ((made = use()), () => null) }, { global: { plugins: [router] } })
  return made!
}

it('a search box does not call back who leaves while the next page is on its way', async () => {
  vi.useFakeTimers()
  const asked: string[] = []
  let box: ReturnType<typeof useSearch>
  let come = () => {}
  const page = { setup: () => ((box = useSearch(() => '', (q) => asked.push(q))), () => null) }
  const slow = () => new Promise<object>((done) => (come = () => done({ render: () => null })))
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/', component: page }, { path: '/next', component: slow as never }] })
  await router.push('/')
  mount({ template: '<RouterView />' }, { global: { plugins: [router] } })
  box!.words.value = 'x'
  box!.search()
  const going = router.push('/next')
  await vi.advanceTimersByTimeAsync(300)
  come()
  await going
  expect([asked, router.currentRoute.value.path]).toEqual([[], '/next'])
  vi.useRealTimers()
})

it('a search box keeps what is being typed, asks once the hand rests, and follows Back', async () => {
  vi.useFakeTimers()
  const address = ref('')
  const asked: string[] = []
  const { words, search } = within(() => useSearch(() => address.value, (q) => asked.push((address.value = q))))
  const type = (text: string) => ((words.value = text), search())
  type('l')
  type('lxw ')
  vi.advanceTimersByTime(300)
  await nextTick()
  expect([asked, words.value], 'the space before the next word stays').toEqual([['lxw'], 'lxw '])
  type('lxw 2026')
  vi.advanceTimersByTime(300)
  await nextTick()
  expect([asked.at(-1), words.value]).toEqual(['lxw 2026', 'lxw 2026'])
  address.value = 'lxw' // Back
  await nextTick()
  expect(words.value).toBe('lxw')
  vi.useRealTimers()
})
