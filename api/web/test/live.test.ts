import { mount } from '@vue/test-utils'
import { defineComponent, h, nextTick } from 'vue'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { onChange } from '@/api/live'
import { signInAgain, waiting } from '@/session/again'

class Stream {
  static CLOSED = 2
  static all: Stream[] = []
  readyState = 1
  onopen = () => undefined
  onerror = () => undefined
  constructor() {
    Stream.all.push(this)
  }
  addEventListener() {}
  close() {}
  end() {
    this.readyState = Stream.CLOSED
    this.onerror()
  }
}
const last = () => Stream.all.at(-1)!

let told: (string | null)[]
const opened = () => mount(defineComponent({ setup: () => (onChange((id) => told.push(id)), () => h('p')) }))

beforeEach(() => {
  told = []
  Stream.all = []
  vi.useFakeTimers()
  vi.stubGlobal('EventSource', Stream)
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

it('an ended session asks once and then waits: who signs in again hears what changed meanwhile', async () => {
  const page = opened()
  last().onopen()
  last().end() // 401
  vi.advanceTimersByTime(10_000)
  expect(told).toEqual([null]) // this question is answered with 401
  void signInAgain()
  await nextTick()
  const streams = Stream.all.length
  last().end()
  vi.advanceTimersByTime(8 * 3_600_000)
  document.dispatchEvent(new Event('visibilitychange'))
  expect([told.length, Stream.all.length], 'a night long').toEqual([1, streams])
  waiting.value!.done()
  await nextTick()
  expect([told.length, Stream.all.length]).toEqual([2, streams + 1])
  page.unmount()
})

it('what changed before a stream was open again is asked for once it is', () => {
  const page = opened()
  last().onopen()
  last().end()
  vi.advanceTimersByTime(10_000)
  told = []
  last().onopen()
  expect(told).toEqual([null])
  page.unmount()
})
