import { afterEach, expect, it, vi } from 'vitest'
import { api, got } from '@/api/client'

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

it('what a page asks for while nobody touches it is said to be asked by itself; an act never is', async () => {
  const said: (string | null)[] = []
  vi.stubGlobal('fetch', async (r: Request) => (said.push(r.headers.get('Countersign-Idle')), new Response('{}', { headers: { 'Content-Type': 'application/json' } })))
  vi.useFakeTimers({ toFake: ['Date'] })
  const read = () => got(api.GET('/api/v1/inbox/count'))
  dispatchEvent(new Event('keydown'))
  await read()
  vi.setSystemTime(Date.now() + 61_000)
  await read()
  await got(api.DELETE('/api/v1/session'))
  dispatchEvent(new Event('pointerdown'))
  await read()
  expect(said).toEqual([null, 'true', null, null])
})
