import { ref } from 'vue'
import { api, got, newKey, type Shape } from '@/api/client'
import { refusalOf } from '@/api/refusal'
import { digits } from '@/lib/amounts'
import { useAct, useAsked } from '@/lib/asked'

export type Pass = Shape<'PassView'>

/** A pass with the case that it belongs to: who may let the goods out, and for whom they are. */
interface Shown {
  pass: Pass
  of: Shape<'CaseView'>
}

const releases = (a: Shape<'ActView'>) => a.verb === 'release'
export const mayRelease = ({ of }: Shown) => of.acts.some(releases)
export const barred = ({ of }: Shown) => of.barred.find(releases)
export const customer = ({ of }: Shown) => of.document.fields.find((f) => f.key === 'customer')?.value

/** The lines that have no number which can be read: nothing typed is no zero. */
export const uncountedIn = (pass: Pass, counts: Record<number, string>) => pass.lines.map((l) => l.line).filter((line) => !/^\d+$/.test(digits(counts[line] ?? '')))

/** A pass as the guard checks it, and letting its goods out. To look at it changes nothing. */
export function usePass(token: () => string) {
  const { seen, fault, busy, load } = useAsked<Shown>(async () => {
    const pass = await got(api.GET('/api/v1/gate/{token}', { params: { path: { token: token() } } }))
    return { pass, of: await got(api.GET('/api/v1/cases/{id}', { params: { path: { id: pass.case } } })) }
  })
  const { fault: refused, busy: going, act } = useAct()
  const released = ref(false) // here and now
  let key = newKey() // sent again where there was no answer, so that nothing goes out twice

  const release = (pass: Pass, counts: Record<number, string>) => act(async () => {
    const lines = pass.lines.map((l) => ({ line: l.line, pieces: Number(digits(counts[l.line] ?? '')) }))
    const body = { verb: 'release', task: pass.task, digest: pass.digest, data: { token: token(), lines } }
    try {
      await got(api.POST('/api/v1/cases/{id}/acts', { params: { path: { id: pass.case }, header: { 'Idempotency-Key': key } }, body }))
      released.value = true
    } catch (thrown) {
      if (refusalOf(thrown).offline) throw thrown
      key = newKey() // it was answered: another try is another act
      throw thrown
    } finally {
      await load()
    }
  })
  return { seen, fault, busy, load, refused, going, release, released }
}
