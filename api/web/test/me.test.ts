import { describe, expect, it } from 'vitest'
import { bytesOf, optionsOf, base64Of } from '@/lib/webauthn'
import { agentOf } from '@/lib/agent'
import { whereOf } from '@/views/me/passkeys'

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
