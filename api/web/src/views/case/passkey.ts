import { api, got, type Shape } from '@/api/client'
import { credentialJSON, optionsOf } from '@/lib/webauthn'
import type { Act, Case } from './acts'

/** Signs with a passkey what the person was shown (approval.step-up). */
export async function passkeyProof(c: Case, act: Act): Promise<Shape<'ProofForm'>> {
  const asked = await got(api.POST('/api/v1/cases/{id}/challenge', { params: { path: { id: c.id } }, body: { task: act.task!, digest: c.digest } }))
  const found = (await navigator.credentials.get({ publicKey: optionsOf(asked.publicKey) as unknown as PublicKeyCredentialRequestOptions })) as PublicKeyCredential
  return { challenge: asked.challenge, passkey: credentialJSON(found) }
}
