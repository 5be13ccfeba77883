import { api, got } from '@/api/client'
import { Refusal } from '@/api/refusal'
import { codesOf, typedCode } from './code'

/** Where what was typed at the gate leads: to a pass by its code, or to the case whose
 * number it is. Undefined where there is neither; a Refusal says of a pass in the register
 * why nothing goes out with it. */
export async function placeOf(typed: string): Promise<string | undefined> {
  const code = typedCode(typed)
  let kept: Refusal | undefined
  for (const token of codesOf(code)) {
    try {
      await got(api.GET('/api/v1/gate/{token}', { params: { path: { token } } }))
      return '/gate/' + encodeURIComponent(token)
    } catch (thrown) {
      if (!(thrown instanceof Refusal) || (thrown.status !== 404 && thrown.status !== 409)) throw thrown
      if (thrown.status === 409) kept = thrown
    }
  }
  const found = await got(api.GET('/api/v1/cases', { params: { query: { kind: 'sample_request', q: code.toUpperCase() } } }))
  if (found.rows.length === 1) return '/cases/' + found.rows[0]!.id
  if (kept) throw kept
  return undefined
}
