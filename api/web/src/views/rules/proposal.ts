import { ref } from 'vue'
import { api, got, gotVersion, newKey, type Shape } from '@/api/client'

/** A proposal as it is kept: the case, and the version that the next change names. */
export function useProposal(kind: string) {
  const seen = ref<Shape<'CaseView'>>()
  let id = ''
  let tag = ''
  let key = newKey()

  async function open(which: string) {
    const { body, tag: version } = await gotVersion(api.GET('/api/v1/cases/{id}', { params: { path: { id: which } } }))
    seen.value = body
    id = which
    tag = version
    return (body.document.raw ?? {}) as Record<string, unknown>
  }

  /** Keeps the document and submits it, or submits again what was sent back; the case. */
  async function submit(document: unknown): Promise<string> {
    if (!id) {
      const { body, tag: version } = await gotVersion(api.POST('/api/v1/cases', { body: { kind, document } }))
      id = body.id
      tag = version
    } else {
      tag = (await gotVersion(api.PUT('/api/v1/cases/{id}/document', { params: { path: { id }, header: { 'If-Match': tag } }, body: { document } }))).tag
      key = newKey()
    }
    const digest = tag.replace(/^W\//, '').replace(/"/g, '')
    const params = { path: { id }, header: { 'Idempotency-Key': key } }
    const again = seen.value?.acts.find((a) => a.verb === 'resubmit')
    if (again) await got(api.POST('/api/v1/cases/{id}/acts', { params, body: { verb: 'resubmit', task: again.task, digest } }))
    else await got(api.POST('/api/v1/cases/{id}/submit', { params, body: { digest } }))
    return id
  }
  return { seen, open, submit }
}
