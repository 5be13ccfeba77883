import { randomUUID } from 'node:crypto'
import { expect, type APIRequestContext, type Browser } from '@playwright/test'
import { base, signIn } from './person'

/** Asks for an exception through the API: more pieces than the clause allows; its number. */
export async function askForException(browser: Browser, login: string, reason: string): Promise<string> {
  const context = await browser.newContext({ baseURL: base() })
  const call = context.request
  await signIn(call, login)
  const rows = async (path: string) => ((await (await call.get(path)).json()) as { rows: { id: string; inProduction?: boolean }[] }).rows
  const customer = (await rows('/api/v1/customers?q='))[0]!.id
  const variety = (await rows('/api/v1/varieties?q=')).find((v) => v.inProduction)!.id
  const wantedOn = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10)
  const subject = await draft(call, 'sample_request', { customer, purpose: '展会样品，客户要求整套', free: true, wantedOn, lines: [{ variety, size: 'half', pieces: 60 }] })
  const checked = (await (await call.post(`/api/v1/cases/${subject.id}/check`)).json()) as { faults: { clause?: string; key: string }[] }
  const clause = checked.faults.find((f) => f.clause)?.clause
  expect(clause, JSON.stringify(checked)).toBeTruthy()
  const exception = await draft(call, 'exception', { subject: subject.id, clause, reason })
  const sent = await call.post(`/api/v1/cases/${exception.id}/submit`, { data: { digest: exception.digest }, headers: { 'Idempotency-Key': randomUUID() } })
  expect(sent.ok(), await sent.text()).toBe(true)
  const found = (await (await call.get('/api/v1/cases/' + exception.id)).json()) as { number: string }
  await context.close()
  return found.number
}

async function draft(call: APIRequestContext, kind: string, document: unknown): Promise<{ id: string; digest: string }> {
  const made = await call.post('/api/v1/cases', { data: { kind, document } })
  expect(made.ok(), await made.text()).toBe(true)
  return (await made.json()) as { id: string; digest: string }
}
