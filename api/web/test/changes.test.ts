import { describe, expect, it } from 'vitest'
import { changesOf, looksOf, type Version } from '@/lib/changes'
import { shelfOf } from '@/lib/shelf'

const line = (variety: string, pieces: number) => ({ line: 1, variety, code: variety, name: '棉纱', size: 'half', sizeName: '半纱', pieces, grams: pieces * 800, pricePerKg: 0, cents: 0 })
const version = (purpose: string, ...lines: ReturnType<typeof line>[]): Version => ({ fields: [{ key: 'purpose', label: '用途', value: purpose }], lines })

describe('what changed', () => {
  it('names what was and is, of fields and of lines', () => {
    expect(changesOf(version('打样', line('C-21', 2), line('C-32', 1)), version('打样，秋季', line('C-21', 3)))).toEqual([
      { key: 'purpose', label: '用途', was: '打样', now: '打样，秋季' },
      { key: 'line C-21half', label: 'C-21 棉纱 半纱', was: '2 · 1.6 kg', now: '3 · 2.4 kg' },
      { key: 'line C-32half', label: 'C-32 棉纱 半纱', was: '1 · 0.8 kg', now: '' },
    ])
  })
  it('is nothing where lines only moved', () => {
    expect(changesOf(version('打样', line('a', 1), line('b', 2)), version('打样', line('b', 2), line('a', 1)))).toEqual([])
  })
  it('is told from what the person last looked at, also after a reload, and not from what another saw', () => {
    const mine = () => looksOf(shelfOf('lin'))
    expect(['one', 'two', 'two', 'three'].map((digest) => mine().look('x', digest))).toEqual(['', 'one', 'one', 'two'])
    expect(mine().look('y', 'one')).toBe('')
    expect(looksOf(shelfOf('zhou')).look('x', 'three')).toBe('')
  })
  it('is remembered of so many cases only', () => {
    const looks = looksOf(shelfOf('lin'))
    looks.look('first', 'one')
    for (let i = 0; i < 300; i++) looks.look('case' + i, 'one')
    expect(shelfOf('lin').kept<unknown[]>('looks')).toHaveLength(200)
    expect(looks.look('first', 'two')).toBe('')
  })
})
