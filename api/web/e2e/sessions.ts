import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, request, type APIRequestContext } from '@playwright/test'

export const password = 'countersign-demo'
export const base = () => process.env.DESK_URL!

/** Signs in anew: for tests about signing in, sessions and passwords. The house lets an
 * address try only so often a minute, so every other test shares the person's session. */
export async function signIn(call: APIRequestContext, login: string): Promise<void> {
  const answer = await call.post('/api/v1/session', { data: { login, password } })
  expect(answer.ok(), await answer.text()).toBe(true)
}

/** The file of a person's session, which is begun once a run. It is a file because a test
 * that fails takes its worker along. */
export async function sessionOf(login: string): Promise<string> {
  const path = join(process.env.DESK_SESSIONS!, login + '.json')
  if (existsSync(path)) return path
  const call = await request.newContext({ baseURL: base() })
  await signIn(call, login)
  await call.storageState({ path })
  await call.dispose()
  return path
}

/** The API as a person calls it. */
export async function calling(login: string): Promise<APIRequestContext> {
  return request.newContext({ baseURL: base(), storageState: await sessionOf(login) })
}
