import { nextTick, ref } from 'vue'
import { expect, it, vi } from 'vitest'
import { useSearch } from '@/lib/search'

it('a search box keeps what is being typed, asks once the hand rests, and follows Back', async () => {
  vi.useFakeTimers()
  const address = ref('')
  const asked: string[] = []
  const { words, search } = useSearch(() => address.value, (q) => asked.push((address.value = q)))
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
