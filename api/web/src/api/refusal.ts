import type { components } from './schema'

export type Problem = components['schemas']['Problem']
export type Fault = components['schemas']['FaultView']

/** What was not done: in words, with the clause that refuses and what to do next. */
export class Refusal extends Error {
  readonly status: number
  readonly key: string
  readonly title: string
  readonly detail: string
  readonly clause: string
  readonly clauseName: string
  readonly clauseText: string
  readonly fields: Fault[]

  constructor(p: Partial<Problem>) {
    super(p.detail ?? p.key ?? 'fault')
    this.name = 'Refusal'
    this.status = p.status ?? 0
    this.key = p.key ?? 'fault'
    this.title = p.title ?? ''
    this.detail = p.detail ?? ''
    this.clause = p.clause ?? ''
    this.clauseName = p.clauseName ?? ''
    this.clauseText = p.clauseText ?? ''
    this.fields = p.fields ?? []
  }

  /** There was no answer: the same act may be sent again with the same key. */
  get offline(): boolean {
    return this.status === 0
  }

  /** Somebody has changed or done it meanwhile: look at it again. */
  get conflict(): boolean {
    return this.status === 409 || this.status === 412
  }

  get missing(): boolean {
    return this.status === 404
  }
}

/** Makes a Refusal of whatever was thrown. */
export function refusalOf(thrown: unknown): Refusal {
  if (thrown instanceof Refusal) return thrown
  return new Refusal({ key: 'desk-fault', detail: thrown instanceof Error ? thrown.message : String(thrown) })
}
