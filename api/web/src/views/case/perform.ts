import { ref, shallowRef } from 'vue'
import { api, got, newKey, type Shape } from '@/api/client'
import { Refusal, refusalOf } from '@/api/refusal'
import { dataOf, uncounted, type Act, type Case, type Typed } from './acts'
import { passkeyProof } from './passkey'

/** Does acts, each with a key of its own: where there was no answer the same key is
 * sent again, so that nothing is done twice. */
export function usePerform(done: (receipt: Shape<'Receipt'>, act: Act) => void) {
  const busy = ref('')
  const fault = shallowRef<Refusal>()
  let key = newKey()

  async function perform(c: Case, act: Act, typed: Typed, passkey = false): Promise<boolean> {
    if (busy.value) return false
    fault.value = uncounted(c, act, typed).length ? new Refusal({ key: 'uncounted', status: 422 }) : undefined
    if (fault.value) return false
    busy.value = act.verb
    try {
      const comment = typed.comment.trim() || undefined
      const data = dataOf(c, act, typed) as Shape<'ActForm'>['data']
      const proof = passkey ? await passkeyProof(c, act, comment, data) : typed.code.trim() ? { code: typed.code.trim() } : undefined
      const body = { verb: act.verb, task: act.task, digest: c.digest, comment, data, proof }
      const receipt = await got(api.POST('/api/v1/cases/{id}/acts', { params: { path: { id: c.id }, header: { 'Idempotency-Key': key } }, body }))
      key = newKey()
      done(receipt, act)
      return true
    } catch (thrown) {
      fault.value = refusalOf(thrown)
      if (!fault.value.offline) key = newKey() // it was answered: another try is another act
      return false
    } finally {
      busy.value = ''
    }
  }
  return { busy, fault, perform, key: () => key }
}
