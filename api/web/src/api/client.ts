import createClient from 'openapi-fetch'
import { idle, idleHeader } from '@/lib/activity'
import { heardAt } from '@/lib/now'
import { signInAgain } from '@/session/again'
import { online } from './online'
import { another, atWork, personHeader } from './person'
import { Refusal, type Problem } from './refusal'
import type { components, paths } from './schema'

/** The shapes of the API by name: `Shape<'CaseView'>`. */
export type Shape<Name extends keyof components['schemas']> = components['schemas'][Name]

// A request is sent again when the person has signed in again: with the same body
// and the same key, so that nothing typed is lost and nothing is done twice.
async function send(request: Request): Promise<Response> {
  if (atWork.id) request.headers.set(personHeader, atWork.id)
  if (request.method === 'GET' && idle()) request.headers.set(idleHeader, 'true')
  const again = request.clone()
  const response = await reach(request)
  if (response.status !== 401) return response
  await signInAgain()
  return reach(again)
}

async function reach(request: Request): Promise<Response> {
  try {
    const response = await globalThis.fetch(request)
    online.value = response.status !== 502 && response.status !== 504
    heardAt(response.headers.get('Date'))
    return response
  } catch {
    online.value = false
    throw new Refusal({ status: 0, key: 'offline' })
  }
}

export const api = createClient<paths>({ baseUrl: location.origin, fetch: send })

type Answer<T> = { data?: T; error?: unknown; response: Response }

/** The body of an answer; a Refusal is thrown where there is none. */
export async function got<T>(call: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await call
  if (response.ok) return data as T
  const problem = typeof error === 'object' && error !== null ? (error as Partial<Problem>) : {}
  if (problem.key === 'another-person') another.value = true
  throw new Refusal({ ...problem, status: response.status })
}

/** The body of an answer with its ETag, which the next change names. */
export async function gotVersion<T>(call: Promise<Answer<T>>): Promise<{ body: T; tag: string }> {
  let tag = ''
  const body = await got(call.then((answer) => ((tag = answer.response.headers.get('ETag') ?? ''), answer)))
  return { body, tag }
}

/** A key for one act: made once a click, and sent again with every repetition. */
export function newKey(): string {
  if (crypto.randomUUID) return crypto.randomUUID()
  const b = crypto.getRandomValues(new Uint8Array(16)) // plain http on a company's network has no randomUUID
  b[6] = (b[6]! & 0x0f) | 0x40
  b[8] = (b[8]! & 0x3f) | 0x80
  const hex = Array.from(b, (n) => n.toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
