import { describe, expect, it } from 'vitest'
import { textOf } from '@/lib/text'

const bytes = (...of: number[]) => new Uint8Array(of).buffer
describe('the text of a file', () => {
  it('is read as UTF-8, without its mark', () => expect(textOf(new TextEncoder().encode('\ufeff样品,2').buffer as ArrayBuffer)).toBe('样品,2'))
  it('is read as Chinese Windows writes it where it is no UTF-8', () => expect(textOf(bytes(0xd1, 0xf9, 0xc6, 0xb7, 0x2c, 0x32))).toBe('样品,2'))
  it('may be cut in the middle of a character', () => expect(textOf(bytes(0x61, 0xe6, 0xa0))).toBe('a'))
})
