import { api, got, type Shape } from '@/api/client'
import { credentialJSON, optionsOf } from '@/lib/webauthn'
import type { Act, Case } from './acts'

/** Signs with a passkey what the person was shown, and the words and values that go with
 * the signature (approval.step-up). */
export async function passkeyProof(c: Case, act: Act, comment?: string, data?: Shape<'ActForm'>['data']): Promise<Shape<'ProofForm'>> {
  const asked = await got(api.POST('/api/v1/cases/{id}/challenge', { params: { path: { id: c.id } }, body: { task: act.task!, digest: c.digest, comment, data } }))
  const found = (await navigator.credentials.get({ publicKey: optionsOf(asked.publicKey) as unknown as PublicKeyCredentialRequestOptions })) as PublicKeyCredential
  return { challenge: asked.challenge, passkey: credentialJSON(found) }
}
