import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'

interface Chunk {
  file: string
  css?: string[]
  imports?: string[]
  isEntry?: boolean
}

const app = 'dist/app'
const most = 260 * 1024

// It looks at what was built: `make desk` builds first.
describe('the first inbox', () => {
  it('weighs at most 260 KB on the wire, with the words of one language', () => {
    const manifest = JSON.parse(readFileSync(join(app, '.vite/manifest.json'), 'utf8')) as Record<string, Chunk>
    const entry = Object.keys(manifest).find((key) => manifest[key]!.isEntry)!
    const needed = new Set<string>()
    const need = (key: string) => {
      const c = manifest[key]!
      if (needed.has(c.file)) return
      needed.add(c.file)
      c.css?.forEach((file) => needed.add(file))
      c.imports?.forEach(need)
    }
    need(entry)
    for (const words of ['src/i18n/zh-CN/index.ts', 'node_modules/element-plus/es/locale/lang/zh-cn.mjs']) need(words)
    const weight = [...needed].reduce((sum, file) => sum + gzipSync(readFileSync(join(app, file))).length, 0)
    console.info(`the first inbox weighs ${Math.round(weight / 1024)} KB in ${needed.size} files`)
    expect(needed.size).toBeGreaterThan(3)
    expect(weight).toBeLessThanOrEqual(most)
  })
})
