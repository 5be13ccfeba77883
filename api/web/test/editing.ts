import { mount } from '@vue/test-utils'
import { vi } from 'vitest'
import { nextTick } from 'vue'
import { createMemoryHistory, createRouter, type Router } from 'vue-router'
import { words } from '@/i18n'
import { blankForm, type Definition } from '@/views/rules/forms'

export const settled = async () => { for (let i = 0; i < 20; i++) await nextTick() }

/** A house that answers by method and path, and keeps what it was sent. */
export function house(answers: Record<string, (body: never) => { status?: number; body: unknown }>) {
  const sent: { what: string; body: Record<string, unknown> }[] = []
  vi.stubGlobal('fetch', async (r: Request) => {
    const what = r.method + ' ' + new URL(r.url).pathname.replace('/api/v1', '')
    const body = r.method === 'GET' ? undefined : await r.clone().json()
    sent.push({ what, body })
    const { status = 200, body: said } = answers[what]!(body as never)
    return new Response(JSON.stringify(said), { status, headers: { 'Content-Type': status < 400 ? 'application/json' : 'application/problem+json' } })
  })
  return sent
}

export function within<T>(router: Router, use: () => T): T {
  let made: T
  mount({ setup: () => { made = use(); return () => null } }, { global: { plugins: [router, words] } })
  return made!
}
export const desk = async (at: string) => {
  const router = createRouter({ history: createMemoryHistory(), routes: ['/', '/cases/:id'].map((path) => ({ path, component: { render: () => null } })) })
  await router.push(at)
  return router
}

export const version = (n: number, name: string): Definition => ({ ...blankForm(), code: 'visit', series: 'LF', version: n, name: { zh: name, en: name }, clause: { zh: 'x', en: 'x' } })
