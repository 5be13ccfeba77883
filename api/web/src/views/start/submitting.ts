import { api, got, newKey } from '@/api/client'
import type { Saving } from './saving'

/** Submits a draft, or what was sent back and has been changed. */
export function useSubmitting(saving: Saving) {
  let key = { tag: '', key: '' } // the same content is submitted under the same key

  /** Whether what is shown is saved and may be submitted; faults say what is missing. */
  async function check(): Promise<boolean> {
    await saving.save()
    if (saving.state.value !== 'clean') return false
    await saving.look()
    return saving.state.value === 'clean' && saving.faults.value.length === 0
  }

  async function submit(): Promise<void> {
    if (key.tag !== saving.tag.value) key = { tag: saving.tag.value, key: newKey() }
    const digest = key.tag.replace(/^W\//, '').replace(/"/g, '')
    const resubmit = saving.seen.value?.acts.find((a) => a.verb === 'resubmit')
    const params = { path: { id: saving.id.value }, header: { 'Idempotency-Key': key.key } }
    if (resubmit) await got(api.POST('/api/v1/cases/{id}/acts', { params, body: { verb: 'resubmit', task: resubmit.task, digest } }))
    else await got(api.POST('/api/v1/cases/{id}/submit', { params, body: { digest } }))
  }
  return { check, submit }
}
