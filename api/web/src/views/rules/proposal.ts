import { ref } from 'vue'
import { api, got, gotVersion, newKey, type Shape } from '@/api/client'
import { refusalOf } from '@/api/refusal'

/** A proposal as it is kept: the case, and the version that the next change names. */
export function useProposal(kind: string) {
  const seen = ref<Shape<'CaseView'>>()
  let id = ''
  let tag = ''
  let kept: unknown // the document as the house has it
  let key = newKey()
  let first: { key: string; document: unknown } | undefined

  async function open(which: string) {
    const { body, tag: version } = await gotVersion(api.GET('/api/v1/cases/{id}', { params: { path: { id: which } } }))
    seen.value = body
    id = which
    tag = version
    return (body.document.raw ?? {}) as Record<string, unknown>
  }

  // After a lost answer the same beginning is sent again under the same key: it is one draft.
  async function begin(document: unknown) {
    first ??= { key: newKey(), document }
    try {
      const params = { header: { 'Idempotency-Key': first.key } }
      const { body, tag: version } = await gotVersion(api.POST('/api/v1/cases', { params, body: { kind, document: first.document } }))
      id = body.id
      tag = version
      kept = first.document
    } catch (thrown) {
      if (!refusalOf(thrown).offline) first = undefined
      throw thrown
    }
  }

  async function put(document: unknown) {
    const params = { path: { id }, header: { 'If-Match': tag } }
    tag = (await gotVersion(api.PUT('/api/v1/cases/{id}/document', { params, body: { document } }))).tag
    kept = document
    key = newKey()
  }

  /** Keeps the document and submits it, or submits again what was sent back; the case. */
  async function submit(document: unknown): Promise<string> {
    if (!id) await begin(document)
    if (JSON.stringify(kept) !== JSON.stringify(document)) await put(document)
    const digest = tag.replace(/^W\//, '').replace(/"/g, '')
    const params = { path: { id }, header: { 'Idempotency-Key': key } }
    const again = seen.value?.acts.find((a) => a.verb === 'resubmit')
    if (again) await got(api.POST('/api/v1/cases/{id}/acts', { params, body: { verb: 'resubmit', task: again.task, digest } }))
    else await got(api.POST('/api/v1/cases/{id}/submit', { params, body: { digest } }))
    return id
  }
  return { seen, open, submit }
}
