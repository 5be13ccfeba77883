// WebAuthn as JSON: what is bytes in the browser is base64url on the wire.

interface Described {
  id: string
  [more: string]: unknown
}
interface Options {
  challenge: string
  user?: Described
  allowCredentials?: Described[]
  excludeCredentials?: Described[]
  [more: string]: unknown
}

export function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64url.replace(/-/g, '+').replace(/_/g, '/')), (ch) => ch.charCodeAt(0))
}

export function base64Of(buffer: ArrayBuffer): string {
  return btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')
}

const described = (k: Described) => ({ ...k, id: bytesOf(k.id) })

/** The options that the house gave, as the browser wants them. */
export function optionsOf(json: unknown) {
  const outer = json as { publicKey?: Options } & Options
  const o = outer.publicKey ?? outer
  return { ...o, challenge: bytesOf(o.challenge), user: o.user && described(o.user), allowCredentials: o.allowCredentials?.map(described), excludeCredentials: o.excludeCredentials?.map(described) }
}

/** What the browser made or signed, as the house wants it. */
export function credentialJSON(made: PublicKeyCredential) {
  const answer = made.response as AuthenticatorAssertionResponse & AuthenticatorAttestationResponse
  const response: Record<string, unknown> = {}
  for (const name of ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature', 'userHandle'] as const) {
    if (answer[name]) response[name] = base64Of(answer[name])
  }
  if (answer.getTransports) response.transports = answer.getTransports()
  return { id: made.id, rawId: base64Of(made.rawId), type: made.type, response, clientExtensionResults: made.getClientExtensionResults() }
}
