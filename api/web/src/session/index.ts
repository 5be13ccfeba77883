import { reactive } from 'vue'
import { api, got, type Shape } from '@/api/client'
import { atWork } from '@/api/person'
import { Refusal } from '@/api/refusal'
import { letters } from '@/lib/keys'
import { clearOthers, shelfOf, type Shelf } from '@/lib/shelf'
import { signInFirst } from './again'

/** Who is signed in; there is somebody whenever a page is drawn. */
export const session = reactive({ me: undefined as unknown as Shape<'Person'> })

/** What the browser keeps for who is signed in. */
export const shelf = (): Shelf => shelfOf(session.me.id)

/** Finds out who is signed in; false when the browser is on its way to the sign-in page. A
 * Refusal is thrown where the house does not say. */
export async function begin(): Promise<boolean> {
  const response = await fetch('/api/v1/me').catch(() => {
    throw new Refusal({ key: 'offline' })
  })
  if (response.status === 401) {
    signInFirst()
    return false
  }
  const said: unknown = await response.json().catch(() => ({}))
  if (!response.ok) throw new Refusal({ ...(said as object), status: response.status })
  session.me = said as Shape<'Person'>
  atWork.id = session.me.id
  clearOthers(session.me.id)
  letters.value = shelf().kept<boolean>('letters') ?? true
  return true
}

export async function setLanguage(language: 'zh-CN' | 'en'): Promise<void> {
  await got(api.PUT('/api/v1/me/language', { body: { language } }))
  location.reload() // names come from the house in the person's language
}

export async function signOut(): Promise<void> {
  await got(api.DELETE('/api/v1/session'))
  clearOthers()
  location.assign('/login?next=/desk/')
}

/** Whether single letters are shortcuts for this person. */
export function setLetters(on: boolean): void {
  letters.value = on
  shelf().keep('letters', on)
}
