import { afterEach, expect, it, vi } from 'vitest'
import { api, got } from '@/api/client'
import { now } from '@/lib/now'

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

it('the time is that of the house, whatever the clock of the computer says', async () => {
  vi.useFakeTimers({ now: new Date('2026-11-22T10:00:00Z') })
  let date = 'Sun, 22 Nov 2026 10:10:00 GMT'
  vi.stubGlobal('fetch', async () => new Response('{"rows":[]}', { headers: { 'Content-Type': 'application/json', Date: date } }))
  await got(api.GET('/api/v1/kinds'))
  expect(now.value.toISOString()).toBe('2026-11-22T10:10:00.000Z')
  date = 'Sun, 22 Nov 2026 10:10:02 GMT' // the answer took a while
  await got(api.GET('/api/v1/kinds'))
  expect(now.value.toISOString()).toBe('2026-11-22T10:10:00.000Z')
})
