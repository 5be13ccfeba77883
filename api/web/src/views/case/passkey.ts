import { api, got, type Shape } from '@/api/client'
import type { Act, Case } from './acts'

interface Options {
  challenge: string
  allowCredentials?: { id: string; type: 'public-key' }[]
  [more: string]: unknown
}

/** Signs with a passkey what the person was shown (approval.step-up). */
export async function passkeyProof(c: Case, act: Act): Promise<Shape<'ProofForm'>> {
  const asked = await got(api.POST('/api/v1/cases/{id}/challenge', { params: { path: { id: c.id } }, body: { task: act.task!, digest: c.digest } }))
  const whole = asked.publicKey as { publicKey?: Options } & Options
  const options = whole.publicKey ?? whole
  const found = (await navigator.credentials.get({
    publicKey: { ...options, challenge: bytes(options.challenge), allowCredentials: options.allowCredentials?.map((k) => ({ ...k, id: bytes(k.id) })) } as PublicKeyCredentialRequestOptions,
  })) as PublicKeyCredential
  const answer = found.response as AuthenticatorAssertionResponse
  const passkey = {
    id: found.id, rawId: text(found.rawId), type: found.type, clientExtensionResults: found.getClientExtensionResults(),
    response: { authenticatorData: text(answer.authenticatorData), clientDataJSON: text(answer.clientDataJSON), signature: text(answer.signature), userHandle: answer.userHandle ? text(answer.userHandle) : undefined },
  }
  return { challenge: asked.challenge, passkey }
}

function bytes(base64url: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64url.replace(/-/g, '+').replace(/_/g, '/')), (ch) => ch.charCodeAt(0))
}

function text(buffer: ArrayBuffer): string {
  return btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')
}
