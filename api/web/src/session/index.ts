import { reactive } from 'vue'
import { api, got, type Shape } from '@/api/client'
import { signInFirst } from './again'

/** Who is signed in; there is somebody whenever a page is drawn. */
export const session = reactive({ me: undefined as unknown as Shape<'Person'> })

/** Finds out who is signed in; false when the browser is on its way to the sign-in page. */
export async function begin(): Promise<boolean> {
  const response = await fetch('/api/v1/me')
  if (response.status === 401) {
    signInFirst()
    return false
  }
  session.me = (await response.json()) as Shape<'Person'>
  return true
}

export async function setLanguage(language: 'zh-CN' | 'en'): Promise<void> {
  await got(api.PUT('/api/v1/me/language', { body: { language } }))
  location.reload() // names come from the house in the person's language
}

export async function signOut(): Promise<void> {
  await got(api.DELETE('/api/v1/session'))
  location.assign('/login?next=/desk/')
}
