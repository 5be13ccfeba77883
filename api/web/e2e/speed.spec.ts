import { expect, test } from '@playwright/test'
import { Person } from './person'
import { askForSample } from './story'

// What Lighthouse would weigh, measured by the browser itself. The bounds leave room for a
// busy machine; what they find is a page that has become several times heavier.
test('the first inbox is light: few bytes, early text, nothing that jumps', async ({ browser }) => {
  await askForSample('linxiaowen')
  const head = await Person.signIn(browser, 'zhoujianguo')
  await head.page.addInitScript(() => {
    const seen = { shift: 0, largest: 0, long: 0 }
    Object.assign(window, { seen })
    new PerformanceObserver((l) => l.getEntries().forEach((e) => (seen.shift += (e as unknown as { hadRecentInput: boolean; value: number }).hadRecentInput ? 0 : (e as unknown as { value: number }).value))).observe({ type: 'layout-shift', buffered: true })
    new PerformanceObserver((l) => l.getEntries().forEach((e) => (seen.largest = e.startTime))).observe({ type: 'largest-contentful-paint', buffered: true })
    new PerformanceObserver((l) => l.getEntries().forEach((e) => (seen.long += Math.max(0, e.duration - 50)))).observe({ type: 'longtask', buffered: true })
  })
  await head.open('/inbox/todo')
  await head.page.locator('li.row').first().waitFor()
  await head.page.evaluate(() => new Promise((calm) => requestIdleCallback(() => requestIdleCallback(calm))))
  const m = await head.page.evaluate(() => ({
    ...(window as unknown as { seen: { shift: number; largest: number; long: number } }).seen,
    bytes: performance.getEntriesByType('resource').reduce((sum, e) => sum + (e as PerformanceResourceTiming).transferSize, 0),
    requests: performance.getEntriesByType('resource').length,
  }))
  console.info(`largest text after ${Math.round(m.largest)} ms, ${Math.round(m.long)} ms blocked, shift ${m.shift.toFixed(3)}, ${Math.round(m.bytes / 1024)} KB in ${m.requests} requests`)
  expect(m.shift).toBeLessThan(0.1)
  expect(m.largest).toBeLessThan(4000)
  expect(m.bytes).toBeLessThan(300 * 1024)
  await head.close()
})
