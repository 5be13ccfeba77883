import { randomUUID } from 'node:crypto'
import { expect, type Browser } from '@playwright/test'
import { base, signIn } from './person'

/** Asks for a sample through the API, as another person would meanwhile; its number. */
export async function askForSample(browser: Browser, login: string, change: Record<string, unknown> = {}): Promise<string> {
  const context = await browser.newContext({ baseURL: base() })
  const call = context.request
  await signIn(call, login)
  const rows = async (path: string) => ((await (await call.get(path)).json()) as { rows: { id: string; inProduction?: boolean }[] }).rows
  const customer = (await rows('/api/v1/customers?q='))[0]!.id
  const variety = (await rows('/api/v1/varieties?q=')).find((v) => v.inProduction)!.id
  const wantedOn = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10)
  const document = { customer, purpose: '客户打样确认手感', free: true, wantedOn, lines: [{ variety, size: 'half', pieces: 2 }], ...change }
  const draft = (await (await call.post('/api/v1/cases', { data: { kind: 'sample_request', document } })).json()) as { id: string; digest: string }
  const sent = await call.post(`/api/v1/cases/${draft.id}/submit`, { data: { digest: draft.digest }, headers: { 'Idempotency-Key': randomUUID() } })
  expect(sent.ok(), await sent.text()).toBe(true)
  const found = (await (await call.get('/api/v1/cases/' + draft.id)).json()) as { number: string }
  await context.close()
  return found.number
}
