import { defineConfig } from '@playwright/test'

// The desk in a browser, against the program itself: COUNTERSIGN_BROWSER_PROGRAM, or
// one that runs already at DESK_URL.
export default defineConfig({
  testDir: 'e2e',
  globalSetup: './e2e/house.ts',
  workers: 1,
  timeout: 150_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  outputDir: 'test-results',
  use: {
    launchOptions: { executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1366, height: 860 },
    trace: 'retain-on-failure',
  },
})
