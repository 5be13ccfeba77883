import { flushPromises, mount } from '@vue/test-utils'
import { defineComponent, h, nextTick, ref } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import App from '@/App.vue'
import { another, atWork } from '@/api/person'
import { api, got } from '@/api/client'
import { Refusal } from '@/api/refusal'
import { upload } from '@/api/upload'
import { words } from '@/i18n'
import { quoted } from '@/lib/clause'
import { drawing } from '@/lib/drawing'
import { letters, typing } from '@/lib/keys'
import { later } from '@/lib/later'
import { same } from '@/lib/same'
import { clearOthers, shelfOf } from '@/lib/shelf'
import { begin, session, setLetters } from '@/session'
import { waiting } from '@/session/again'
import ClausePanel from '@/shell/ClausePanel.vue'
import NoticesMenu from '@/shell/NoticesMenu.vue'

const say = (body: object, status = 200) => new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } })
const routes = (view: object = { render: () => h('p') }) =>
  createRouter({ history: createMemoryHistory(), routes: [{ path: '/:any(.*)', component: view, meta: { title: 'x' } }] })
const plugins = (router = routes()) => ({ plugins: [words, router] })

beforeEach(() => {
  localStorage.clear()
  session.me = { id: 'lin', name: 'Lin', posts: [] } as never
  atWork.id = 'lin'
})
afterEach(() => vi.unstubAllGlobals())

describe('what the browser keeps', () => {
  it('is a person’s own, and is forgotten when another signs in', async () => {
    shelfOf('lin').keep('draft', 'a')
    shelfOf('mei').keep('draft', 'b')
    expect([shelfOf('lin').kept('draft'), shelfOf('mei').kept('draft'), shelfOf('mei').kept('other')]).toEqual(['a', 'b', undefined])
    vi.stubGlobal('fetch', async () => say({ id: 'mei', posts: [] }))
    await begin()
    expect([shelfOf('lin').kept('draft'), shelfOf('mei').kept('draft')]).toEqual([undefined, 'b'])
    clearOthers()
    expect(localStorage.length).toBe(0)
  })
})

describe('the beginning', () => {
  it('says when the house does not answer, or answers with a fault', async () => {
    vi.stubGlobal('fetch', async () => { throw new TypeError('offline') })
    await expect(begin()).rejects.toMatchObject({ offline: true })
    vi.stubGlobal('fetch', async () => say({ key: 'fault', detail: 'x' }, 500))
    await expect(begin()).rejects.toMatchObject({ status: 500, detail: 'x' })
    expect(session.me.id).toBe('lin')
  })
})

describe('a request', () => {
  it('says whose page it is; where somebody else has signed in the page says so', async () => {
    let whose: string | null = ''
    vi.stubGlobal('fetch', async (r: Request) => ((whose = r.headers.get('Countersign-Person')), say({ key: 'another-person' }, 409)))
    await expect(got(api.GET('/api/v1/starts'))).rejects.toBeInstanceOf(Refusal)
    expect([whose, another.value]).toEqual(['lin', true])
    another.value = false
  })
  it('with a file is sent again after signing in', async () => {
    const statuses = [401, 201]
    vi.stubGlobal('XMLHttpRequest', class {
      upload = {}
      status = 0
      response = { id: 'f' }
      onload = () => undefined
      open() {}
      setRequestHeader() {}
      send() { this.status = statuses.shift()!; queueMicrotask(() => this.onload()) }
    })
    const sent = upload('/x', new File(['a'], 'a.txt'), () => undefined)
    await flushPromises()
    waiting.value!.done()
    expect(await sent).toEqual({ id: 'f' })
  })
})

describe('a fault', () => {
  it('of a handler leaves the view standing with what was typed; one of drawing replaces it', async () => {
    const bad = ref(false)
    const view = defineComponent(() => () => {
      if (bad.value) throw new Error('not drawn')
      return h('div', [h('input', { id: 'typed' }), h('button', { id: 'fail', onClick: () => Promise.reject(new Error('refused')) })])
    })
    vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const router = routes(view)
    await router.push('/a')
    const frame = { template: '<main><slot /></main>' }
    const page = mount(App, { global: { ...plugins(router), stubs: { ShellFrame: frame, ElConfigProvider: frame, SignInAgain: true } } })
    await page.find('#typed').setValue('half an opinion')
    await page.find('#fail').trigger('click')
    await flushPromises()
    expect(page.find('.note.bad').text()).toContain('refused')
    expect((page.find('#typed').element as HTMLInputElement).value).toBe('half an opinion')
    bad.value = true
    await nextTick()
    expect(page.find('#typed').exists()).toBe(false)
    expect(page.find('h1').exists()).toBe(true)
  })
  it('is told apart in a build too, where Vue says numbers', () => {
    const build = (n: number) => drawing('https://vuejs.org/error-reference/#runtime-' + n)
    expect([0, 1, 15].map(build)).toEqual([true, true, true])
    expect([3, 5, 6, 10, 11].map(build)).toEqual([false, false, false, false, false])
  })
})

describe('keys', () => {
  const key = (name: string) => new KeyboardEvent('keydown', { key: name })
  it('of one letter can be switched off, by each person', async () => {
    expect(typing(key('a'))).toBe(false)
    setLetters(false)
    expect([typing(key('a')), typing(key('/')), typing(key('Enter'))]).toEqual([true, true, false])
    letters.value = true
    vi.stubGlobal('fetch', async () => say({ id: 'lin', posts: [] }))
    await begin()
    expect(letters.value).toBe(false)
    letters.value = true
  })
})

describe('a quoted clause', () => {
  it('takes the focus, closes with Escape from anywhere, and gives the focus back', async () => {
    const view = { components: { ClausePanel }, template: '<button id="chip" /><input id="far" /><ClausePanel />' }
    const page = mount(view, { attachTo: document.body, global: plugins() })
    const chip = page.find('#chip').element as HTMLElement
    chip.focus()
    quoted.value = { id: 'approval.form', title: '', text: 'x', source: '', exceptable: false } as never
    await flushPromises()
    expect(document.activeElement?.classList.contains('clause-panel')).toBe(true)
    document.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))
    await flushPromises()
    expect([quoted.value, document.activeElement]).toEqual([undefined, chip])
    quoted.value = { id: 'approval.form', title: '', text: 'x', source: '', exceptable: false } as never
    await flushPromises()
    ;(page.find('#far').element as HTMLElement).focus()
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }))
    await flushPromises()
    expect([quoted.value, document.activeElement?.id]).toEqual([undefined, 'far'])
    page.unmount()
  })
})

describe('notices', () => {
  it('go on, only those that were listed are marked, and a refusal is said in the menu', async () => {
    const marked: unknown[] = []
    const notice = (id: string) => ({ id, text: id, at: '2026-11-21T00:00:00Z' })
    vi.stubGlobal('fetch', async (r: Request) => {
      const { pathname, search } = new URL(r.url)
      if (pathname.endsWith('/read')) return (marked.push(await r.json()), marked.length > 1 ? say({ key: 'x', detail: 'not now' }, 503) : say({}))
      if (pathname.endsWith('/count')) return say({ todo: 0, unread: 1, more: false })
      return say(search.includes('cursor') ? { rows: [notice('b')], unread: 3 } : { rows: [notice('a')], next: 'n', unread: 3 })
    })
    const menu = mount(NoticesMenu, { global: plugins() })
    await menu.find('button').trigger('click')
    await flushPromises()
    await menu.findAll('button').at(-1)!.trigger('click')
    await flushPromises()
    expect(menu.findAll('li')).toHaveLength(2)
    await menu.find('button.link').trigger('click')
    await flushPromises()
    expect(marked).toEqual([{ ids: ['a', 'b'] }])
    await menu.find('button.link').trigger('click')
    await flushPromises()
    expect(menu.find('.note.bad').text()).toContain('not now')
    expect(menu.findAll('li')).toHaveLength(1)
  })
})

describe('small things', () => {
  it('what a view waited for does not run when it was left', async () => {
    vi.useFakeTimers()
    const ran = vi.fn()
    const view = mount(defineComponent({ setup: () => (later(ran, 100)(), () => h('p')) }))
    view.unmount()
    vi.advanceTimersByTime(200)
    expect(ran).not.toHaveBeenCalled()
    vi.useRealTimers()
  })
  it('two documents are the same whatever the order of their members, and what is empty says nothing', () => {
    expect(same({ a: 1, b: [{ c: '' }] }, { b: [{ c: '' }], a: 1, d: '', e: {} })).toBe(true)
    expect([same({ a: 1 }, { a: 2 }), same({ a: [1, 0] }, { a: [0, 1] }), same({ a: true }, {}), same({ a: '0' }, {})]).toEqual([false, false, false, false])
  })
})
