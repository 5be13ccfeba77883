import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const patience = 180_000

/** Starts a house with the demo group on a free port, and stops it afterwards; the
 * sessions of a run are forgotten with it. */
export default async function house(): Promise<() => Promise<void>> {
  const sessions = (process.env.DESK_SESSIONS = mkdtempSync(join(tmpdir(), 'countersign-sessions-')))
  const stop = process.env.DESK_URL ? async () => {} : await start()
  return async () => {
    rmSync(sessions, { recursive: true })
    await stop()
  }
}

async function start(): Promise<() => Promise<void>> {
  const program = process.env.COUNTERSIGN_BROWSER_PROGRAM
  if (!program) throw new Error('COUNTERSIGN_BROWSER_PROGRAM must name the program; `make desk` sets it')
  const data = mkdtempSync(join(tmpdir(), 'countersign-desk-'))
  const url = 'http://127.0.0.1:' + (await freePort())
  const child = spawn(program, ['dev', '--no-browser', '--data', data, '--listen', url.slice('http://'.length)], { stdio: ['ignore', 'inherit', 'pipe'] })
  let said = ''
  child.stderr.on('data', (text: Buffer) => (said += text.toString()))
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  process.env.DESK_URL = url
  for (const began = Date.now(); !(await answers(url)); await new Promise((r) => setTimeout(r, 300))) {
    if (child.exitCode !== null || Date.now() - began > patience) {
      child.kill('SIGINT')
      throw new Error('the program did not start:\n' + said)
    }
  }
  return async () => {
    child.kill('SIGINT')
    await ended
    rmSync(data, { recursive: true, force: true })
  }
}

async function answers(url: string): Promise<boolean> {
  return fetch(url + '/readyz').then((r) => r.ok, () => false)
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const s = createServer().listen(0, '127.0.0.1', () => {
      const address = s.address()
      s.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
