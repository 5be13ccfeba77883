import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { learn, t, words } from '@/i18n'
import { bytesOf, optionsOf, base64Of } from '@/lib/webauthn'
import { agentOf } from '@/lib/agent'
import { session } from '@/session'
import MustChangeView from '@/views/me/MustChangeView.vue'
import { whereOf } from '@/views/me/passkeys'
import TokensCard from '@/views/me/TokensCard.vue'

describe('passkeys', () => {
  it('work at the address of the product only', () => {
    expect(whereOf(undefined, 'http://127.0.0.1:8080', true)).toBe('nowhere')
    expect(whereOf('https://a.example', 'http://127.0.0.1:8080', true)).toBe('elsewhere')
    expect(whereOf('https://a.example', 'https://a.example', false)).toBe('unable')
    expect(whereOf('https://a.example', 'https://a.example', true)).toBe('here')
  })
  it('go over the wire as text and come back as the same bytes', () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, i) => i)
    const text = base64Of(bytes.buffer)
    expect(text).toMatch(/^[A-Za-z0-9_-]+$/)
    expect([...bytesOf(text)]).toEqual([...bytes])
  })
  it('take the options wrapped or bare', () => {
    for (const json of [{ challenge: 'AQID', user: { id: 'BA', name: 'x' } }, { publicKey: { challenge: 'AQID', user: { id: 'BA', name: 'x' } } }]) {
      const o = optionsOf(json)
      expect([...o.challenge]).toEqual([1, 2, 3])
      expect([...o.user!.id]).toEqual([4])
    }
  })
})

describe('a device', () => {
  it('is called by what its browser says', () => {
    expect(agentOf('Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0 Safari/537.36 Edg/141.0')).toBe('Edge · Windows')
    expect(agentOf('Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1')).toBe('Safari · iOS')
    expect(agentOf('Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/120 MicroMessenger/8.0 wxwork/4.1')).toBe('WeCom · Android')
    expect(agentOf('countersign-import/1')).toBe('')
  })
})

describe('an API token', () => {
  const stubs = { SheetDialog: { template: '<div role="dialog"><slot :close="() => $emit(\'close\')" /></div>' } }
  afterEach(() => vi.unstubAllGlobals())
  it('is made once, however often it is clicked, and says where it cannot be copied', async () => {
    await learn('account')
    const made: (() => void)[] = []
    vi.stubGlobal('fetch', async (r: Request) => {
      if (r.method === 'POST') await new Promise<void>((done) => made.push(done))
      return Response.json(r.method === 'POST' ? { secret: 'cs_' + made.length } : { rows: [{ id: 't', name: 'books', endsAt: '2027-01-01T00:00:00Z' }] })
    })
    vi.stubGlobal('navigator', {})
    const card = mount(TokensCard, { global: { plugins: [words], stubs } })
    await flushPromises()
    await card.find('#token-name').setValue('books')
    await card.find('form').trigger('submit')
    await card.find('form').trigger('submit')
    made.forEach((done) => done())
    await flushPromises()
    expect([made.length, card.find('.me-secret').text()]).toEqual([1, 'cs_1'])
    await card.find('.note button').trigger('click')
    await flushPromises()
    expect(card.find('.note button').text()).toBe(t('shell.notCopied'))
  })
  it('is revoked when it was asked about', async () => {
    const sent: string[] = []
    vi.stubGlobal('fetch', async (r: Request) => (sent.push(r.method), Response.json({ rows: [{ id: 't', name: 'books', endsAt: '2027-01-01T00:00:00Z' }] })))
    const card = mount(TokensCard, { global: { plugins: [words], stubs } })
    await flushPromises()
    await card.find('.me-list button').trigger('click')
    expect(sent).toEqual(['GET'])
    await card.find('[role=dialog] button.danger').trigger('click')
    await flushPromises()
    expect(sent).toEqual(['GET', 'DELETE', 'GET'])
  })
})

describe('who has to change the password first', () => {
  it('is told when signing out did not work', async () => {
    await learn('account')
    vi.stubGlobal('fetch', async () => { throw new TypeError('offline') })
    session.me = { id: 'a', name: 'A', posts: [], mustChange: true } as never
    const page = mount(MustChangeView, { global: { plugins: [words], stubs: { PasswordCard: true, RouterLink: true } } })
    await page.find('button').trigger('click')
    await flushPromises()
    expect(page.find('[role=alert]').text()).toContain(t('shell.offlineTitle'))
    vi.unstubAllGlobals()
  })
})
