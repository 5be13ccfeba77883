import { createApp, defineComponent, h, type App } from 'vue'
import { afterEach, beforeEach, expect, vi } from 'vitest'
import { atWork } from '@/api/person'
import { session } from '@/session'
import { useDraft } from '@/views/start/draft'

interface Kept {
  document: Record<string, unknown>
  files: number
  submitted?: boolean
  seal: number
}

/** A house that keeps drafts, as far as a form asks it; a file seals a draft anew. */
export class DraftHouse {
  readonly drafts = new Map<string, Kept>()
  readonly asked: string[] = []
  offline = false
  refused = 0 // replacements of what was no longer there
  loseAnswers = 0 // to what is written
  hold?: Promise<void> // what is written is answered after it
  forms: unknown[] = []
  choices: unknown[] = []
  faults: unknown[] = []
  count = (document: Record<string, unknown>) => document

  constructor() {
    vi.stubGlobal('fetch', (request: Request | string) => this.answer(typeof request === 'string' ? new Request(new URL(request, location.origin)) : request))
    signIn('lin')
  }

  attach(id: string) {
    const kept = this.drafts.get(id)!
    kept.files++
    kept.seal++
  }
  change(id: string, document: Record<string, unknown>) {
    const kept = this.drafts.get(id)!
    kept.document = document
    kept.seal++
  }
  tag = (id: string) => `"${id}-${this.drafts.get(id)!.seal}"`

  private async answer(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url)
    const line = request.method + ' ' + pathname.replace('/api/v1', '')
    this.asked.push(line)
    if (this.offline) throw new TypeError('offline')
    if (request.method !== 'GET') await this.hold
    const answered = await this.of(request, line)
    if (request.method !== 'GET' && !line.endsWith('/check') && this.loseAnswers > 0) {
      this.loseAnswers--
      throw new TypeError('the answer was lost')
    }
    return answered
  }

  private async of(request: Request, line: string): Promise<Response> {
    const id = line.split('/')[2] ?? ''
    const body = request.headers.get('Content-Type')?.includes('json') ? ((await request.json()) as Record<string, any>) : {}
    if (line === 'GET /starts' || line === 'GET /rules') return say({ rows: [] })
    if (line === 'GET /forms') return say({ rows: this.forms })
    if (line === 'POST /cases') return this.begin(request.headers.get('Idempotency-Key') + JSON.stringify(body.document), body.document)
    const kept = this.drafts.get(id)
    if (!kept) return say({ key: 'not-found' }, 404)
    if (line.endsWith('/check')) return say({ faults: this.faults })
    if (line.endsWith('/choices')) return say({ rows: this.choices })
    if (line.startsWith('GET ')) return say(this.view(id, kept), 200, this.tag(id))
    if (line.startsWith('DELETE ')) return (this.drafts.delete(id), say({}))
    if (line.endsWith('/submit')) return '"' + body.digest + '"' === this.tag(id) ? say({}) : say({ key: 'changed' }, 409)
    if (kept.submitted) return say({ key: 'changed' }, 409)
    if (request.headers.get('If-Match') !== this.tag(id)) return (this.refused++, say({ key: 'changed' }, 409))
    kept.document = this.count(body.document)
    kept.seal++
    return say({}, 200, this.tag(id))
  }

  private begin(of: string, document: Record<string, unknown>): Response {
    const id = 'd' + [...of].reduce((sum, ch) => (sum * 31 + ch.charCodeAt(0)) >>> 0, 7)
    if (!this.drafts.has(id)) this.drafts.set(id, { document: this.count(document), files: 0, seal: 1 })
    return say({ id }, 201, this.tag(id))
  }

  private view(id: string, kept: Kept) {
    const form = this.forms.find((f) => (f as { code: string }).code === kept.document.form)
    const document = { raw: kept.document, fields: [], lines: [], form }
    return { id, kind: form ? 'form' : 'sample_requisition', kindName: 'x', acts: [], attachments: Array.from({ length: kept.files }), state: { state: kept.submitted ? 'running' : 'draft' }, document }
  }
}

const say = (body: object, status = 200, tag = '') => new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json', ETag: tag } })

/** Somebody is at work in this browser. */
export function signIn(id: string) {
  session.me = { id } as never
  atWork.id = id
}

/** A form with a draft, as a view has it; close leaves it. */
export function openForm(onNew: (id: string) => void = () => undefined) {
  let draft!: ReturnType<typeof useDraft>
  const app: App = createApp(defineComponent({ setup: () => ((draft = useDraft(onNew)), () => h('p')) }))
  app.mount(document.createElement('div'))
  return { draft, close: () => app.unmount() }
}

/** The house of the test that runs. */
export let house: DraftHouse

/** Each test has a house and a browser of its own, and time that passes when it is let. */
export function eachInAHouse() {
  beforeEach(() => {
    vi.useFakeTimers({ shouldAdvanceTime: true, advanceTimeDelta: 5 })
    localStorage.clear()
    house = new DraftHouse()
  })
  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })
}

export const kind = 'sample_requisition'
export const rest = (ms = 1000) => vi.advanceTimersByTimeAsync(ms)
export const only = () => [...house.drafts.keys()][0]!

/** A form with a draft that is saved with a purpose. */
export async function saved(purpose: string) {
  const form = openForm()
  await form.draft.begin({ kind })
  form.draft.fill('purpose', purpose)
  await rest()
  expect(form.draft.state.value).toBe('clean')
  return form
}
