import { randomUUID } from 'node:crypto'
import { expect, type APIRequestContext } from '@playwright/test'
import { calling } from './sessions'

interface Draft {
  id: string
  digest: string
}

/** The day that is so many days away. */
export const dayIn = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

/** Asks for a sample through the API, as another person would meanwhile; its number. */
export async function askForSample(login: string, change: Record<string, unknown> = {}): Promise<string> {
  const call = await calling(login)
  return submit(call, await draft(call, 'sample_request', { ...(await sample(call)), ...change }))
}

/** Asks for an exception through the API: more pieces than the clause allows; its number. A
 * text hangs on what it is about, where it is named. */
export async function askForException(login: string, reason: string, text?: string): Promise<string> {
  const call = await calling(login)
  const many = await sample(call)
  const subject = await draft(call, 'sample_request', { ...many, purpose: '展会样品，客户要求整套', lines: [{ ...many.lines[0], pieces: 60 }] })
  const checked = (await (await call.post(`/api/v1/cases/${subject.id}/check`)).json()) as { faults: { clause?: string }[] }
  const clause = checked.faults.find((f) => f.clause)?.clause
  expect(clause, JSON.stringify(checked)).toBeTruthy()
  if (text) {
    const file = { name: text, mimeType: 'text/plain', buffer: Buffer.from(reason) }
    const kept = await call.post(`/api/v1/cases/${subject.id}/attachments`, { multipart: { file } })
    expect(kept.ok(), await kept.text()).toBe(true)
  }
  return submit(call, await draft(call, 'exception', { subject: subject.id, clause, reason }))
}

/** Asks through the API for what a form of the company is for; its number. */
export async function askByForm(login: string, form: string, values: Record<string, unknown>): Promise<string> {
  const call = await calling(login)
  return submit(call, await draft(call, 'form', { form, version: 1, values }))
}

/** Puts a form of the company in force, unless it is already: human resources propose it, and
 * two sign; its version. */
export async function keepForm(form: { code: string }): Promise<number> {
  const call = await calling('xujing')
  const kept = (await (await call.get('/api/v1/forms')).json()) as { rows: { code: string; version: number }[] }
  const there = kept.rows.find((f) => f.code === form.code)
  if (there) return there.version
  const made = await draft(call, 'matrix_change', { reason: '新的表单', form })
  await submit(call, made)
  await signed('chenli', made.id)
  await signed('luojia', made.id)
  return 1
}

const signed = (login: string, id: string) => answered(login, id, 'sign')

/** Answers the task that a case has for a person. */
async function answered(login: string, id: string, verb: string, data?: object) {
  const call = await calling(login)
  const seen = (await (await call.get('/api/v1/cases/' + id)).json()) as { digest: string; acts: { verb: string; task: string }[] }
  const task = seen.acts.find((a) => a.verb === verb)?.task
  const done = await call.post(`/api/v1/cases/${id}/acts`, { data: { verb, task, digest: seen.digest, data }, headers: { 'Idempotency-Key': randomUUID() } })
  expect(done.ok(), await done.text()).toBe(true)
  await call.dispose()
}

/** A sample of two cones that waits at the gate: its number, and the code of its pass. */
export async function atTheGate(login: string): Promise<{ id: string; number: string; code: string }> {
  const call = await calling(login)
  const made = await draft(call, 'sample_request', await sample(call))
  const number = await submit(await calling(login), made)
  await signed('zhoujianguo', made.id)
  await signed('chenli', made.id)
  await answered('mayongfu', made.id, 'hand_over', { form: number, lines: [{ line: 1, pieces: 2 }] })
  await answered(login, made.id, 'take', { lines: [{ line: 1, pieces: 2 }] })
  const paper = await (await call.get('/print/cases/' + made.id)).text()
  await call.dispose()
  return { id: made.id, number, code: /<figcaption>.*?<code>(.*?)<\/code>/s.exec(paper)![1]!.replace(/\s/g, '') }
}

/** Withdraws what a person asked for and still waits, for a test that counts. */
export async function withdrawAll(login: string, kind: string): Promise<void> {
  const call = await calling(login)
  const started = (await (await call.get('/api/v1/inbox?box=started&kind=' + kind)).json()) as { rows: { case: string; state: { state: string } }[] }
  for (const row of started.rows.filter((r) => r.state.state === 'running')) {
    const { digest } = (await (await call.get('/api/v1/cases/' + row.case)).json()) as Draft
    const gone = await call.post(`/api/v1/cases/${row.case}/acts`, { data: { verb: 'withdraw', digest }, headers: { 'Idempotency-Key': randomUUID() } })
    expect(gone.ok(), await gone.text()).toBe(true)
  }
}

async function sample(call: APIRequestContext) {
  const rows = async (path: string) => ((await (await call.get(path)).json()) as { rows: { id: string; inProduction?: boolean }[] }).rows
  const customer = (await rows('/api/v1/customers?q='))[0]!.id
  const variety = (await rows('/api/v1/varieties?q=')).find((v) => v.inProduction)!.id
  return { customer, purpose: '客户打样确认手感', free: true, wantedOn: dayIn(7), lines: [{ variety, size: 'half', pieces: 2 }] }
}

async function draft(call: APIRequestContext, kind: string, document: unknown): Promise<Draft> {
  const made = await call.post('/api/v1/cases', { data: { kind, document } })
  expect(made.ok(), await made.text()).toBe(true)
  return (await made.json()) as Draft
}

async function submit(call: APIRequestContext, { id, digest }: Draft): Promise<string> {
  const sent = await call.post(`/api/v1/cases/${id}/submit`, { data: { digest }, headers: { 'Idempotency-Key': randomUUID() } })
  expect(sent.ok(), await sent.text()).toBe(true)
  const found = (await (await call.get('/api/v1/cases/' + id)).json()) as { number: string }
  await call.dispose()
  return found.number
}
