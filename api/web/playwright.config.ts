import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { defineConfig } from '@playwright/test'

const chromium = ['chromium', 'chromium-browser', 'google-chrome'].flatMap((name) => (process.env.PATH ?? '').split(delimiter).map((dir) => join(dir, name))).find((path) => existsSync(path))

// The desk in a browser, against the program itself: COUNTERSIGN_BROWSER_PROGRAM, or
// one that runs already at DESK_URL. What it saw is in e2e-results.
export default defineConfig({
  testDir: 'e2e',
  globalSetup: './e2e/house.ts',
  workers: 1, // a person reads one language at a time
  timeout: 60_000,
  retries: 1, // what passes only then is said to be flaky
  expect: { timeout: 10_000 },
  reporter: [['list']],
  outputDir: 'e2e-results/faults',
  use: {
    actionTimeout: 15_000,
    navigationTimeout: 20_000,
    launchOptions: { executablePath: process.env.CHROMIUM ?? chromium, args: ['--no-sandbox'] },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1366, height: 860 },
    trace: 'retain-on-failure',
  },
})
