import { api, got } from '@/api/client'
import { credentialJSON, optionsOf } from '@/lib/webauthn'

/** Where passkeys can be used: here, at another address, or nowhere. */
export type Place = 'here' | 'elsewhere' | 'nowhere' | 'unable'

export function whereOf(site: string | undefined, origin: string, able: boolean): Place {
  if (!site) return 'nowhere'
  if (site !== origin) return 'elsewhere'
  return able ? 'here' : 'unable'
}

/** Makes a passkey in the browser and keeps it under a name (approval.step-up). */
export async function makePasskey(name: string, password: string): Promise<void> {
  const asked = await got(api.POST('/api/v1/me/passkeys/challenge', { body: { password } }))
  const made = (await navigator.credentials.create({ publicKey: optionsOf(asked.publicKey) as unknown as PublicKeyCredentialCreationOptions })) as PublicKeyCredential
  await got(api.POST('/api/v1/me/passkeys', { body: { challenge: asked.challenge, name: name.trim() || undefined, passkey: credentialJSON(made) } }))
}
