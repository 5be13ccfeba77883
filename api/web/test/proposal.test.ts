import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Shape } from '@/api/client'
import { learn } from '@/i18n'
import { session } from '@/session'
import { useFormDraft } from '@/views/rules/formDraft'
import { desk, house, settled, version, within } from './editing'

await learn('rules')
session.me = { id: 'p1', company: { id: 'c1', name: 'MILL' }, posts: [] } as unknown as Shape<'Person'>
afterEach(() => { vi.unstubAllGlobals(); localStorage.clear() })

describe('authority.matrix a form that changes who signs', () => {
  it('is proposed with a reason, loses nothing where there is a newer one, and leads to its case', async () => {
    let newest = version(1, '来访')
    const sent = house({
      'GET /matrix/words': () => ({ body: {} }), 'GET /forms': () => ({ body: { rows: [newest] } }), 'GET /forms/visit/1': () => ({ body: version(1, '来访') }),
      'POST /cases': () => ({ status: 201, body: { id: 'k1', digest: 'd1' } }), 'PUT /cases/k1/document': () => ({ body: { id: 'k1', digest: 'd2' } }),
      'POST /cases/k1/submit': () => (newest.version > 1 ? { status: 409, body: { key: 'form-newer', status: 409 } } : { body: {} }),
    })
    const router = await desk('/?code=visit&version=1')
    const draft = within(router, useFormDraft)
    await settled()
    draft.form.value!.signatures = [{ round: 1, mode: 'all', of: ['gm@company'] }]
    draft.reason.value = '改由总经理签'
    newest = version(2, '访客')
    await draft.propose()
    expect([draft.newer.value?.version, draft.dirty.value]).toEqual([2, true])
    draft.goOn()
    newest = version(1, '来访')
    await draft.propose()
    expect(router.currentRoute.value.path).toBe('/cases/k1')
    expect(sent.filter((s) => s.what.startsWith('POST /cases') && s.body.kind).map((s) => s.body)).toMatchObject([{ kind: 'matrix_change', document: { reason: '改由总经理签', form: { code: 'visit', version: 1 } } }])
    expect(sent.find((s) => s.what.startsWith('PUT'))!.body).toMatchObject({ document: { form: { version: 2 } } })
    expect(draft.dirty.value).toBe(false)
  })
  it('goes on from a proposal that was sent back, and says that there is a newer version', async () => {
    const proposed = { ...version(1, '来访'), signatures: [{ round: 1, mode: 'all', of: ['gm@company'] }] }
    house({
      'GET /matrix/words': () => ({ body: {} }), 'GET /forms': () => ({ body: { rows: [version(2, '访客')] } }), 'GET /forms/visit/1': () => ({ body: version(1, '来访') }),
      'GET /cases/k1': () => ({ body: { id: 'k1', acts: [], document: { raw: { reason: '改', form: proposed } } } }), 'POST /forms/check': () => ({ body: { toCase: true, faults: [], rows: [], definition: proposed } }),
    })
    const draft = within(await desk('/?case=k1'), useFormDraft)
    await vi.waitFor(() => expect(draft.newer.value).toBeTruthy())
    expect([draft.form.value!.signatures[0]!.of, draft.base.value?.version, draft.newer.value?.version, draft.reason.value, draft.isNew.value]).toEqual([['gm@company'], 1, 2, '改', false])
  })
})
