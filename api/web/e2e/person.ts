import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, type Browser, type BrowserContext, type Page } from '@playwright/test'
import { base, sessionOf, signIn } from './sessions'

export { base, password, signIn } from './sessions'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Look {
  phone?: boolean
  /** A screen of 2560 pixels. */
  wide?: boolean
  dark?: boolean
  english?: boolean
  /** A session of the test's own, which it may end. */
  anew?: boolean
}

/** Somebody of the demo group with a browser of their own. Whatever the browser
 * complains of is gathered: a fault in the console fails the test. */
export class Person {
  readonly faults: string[] = []
  private constructor(readonly context: BrowserContext, readonly page: Page, readonly login: string) {}

  static async signIn(browser: Browser, login: string, look: Look = {}): Promise<Person> {
    const context = await browser.newContext({
      baseURL: base(), storageState: look.anew ? undefined : await sessionOf(login), locale: look.english ? 'en-GB' : 'zh-CN', colorScheme: look.dark ? 'dark' : 'light', reducedMotion: 'reduce',
      ...(look.phone ? { viewport: { width: 360, height: 740 }, hasTouch: true } : look.wide ? { viewport: { width: 2560, height: 1440 } } : {}),
    })
    if (look.anew) await signIn(context.request, login)
    const language = await context.request.put('/api/v1/me/language', { data: { language: look.english ? 'en' : 'zh-CN' } })
    expect(language.ok()).toBe(true)
    const page = await context.newPage()
    const person = new Person(context, page, login)
    page.on('console', (m) => m.type() === 'error' && !/status of (401|403|404|409|422)/.test(m.text()) && person.faults.push(m.text()))
    page.on('pageerror', (e) => person.faults.push(String(e)))
    return person
  }

  async open(path: string): Promise<void> {
    await this.page.goto('/desk' + path)
    await this.page.locator('main').waitFor()
    await expect(this.page.locator('[aria-busy=true]')).toHaveCount(0)
  }

  /** Waits until what moves or fades to an end is there: a colour on its way has a contrast
   * of its own. What goes on without end is not waited for. */
  private async still(): Promise<void> {
    await this.page.evaluate(async () => {
      const ending = () => document.getAnimations().filter((a) => a.playState === 'running' && Number.isFinite(a.effect?.getComputedTiming().endTime))
      const patience = performance.now() + 5000
      for (let on = ending(); on.length && performance.now() < patience; on = ending()) {
        await Promise.race([Promise.allSettled(on.map((a) => a.finished)), new Promise((r) => setTimeout(r, 500))])
      }
    })
  }

  /** What axe finds wrong with the page once it stands. */
  async flaws(): Promise<string[]> {
    await this.still()
    if (!(await this.page.evaluate(() => 'axe' in window))) await this.page.evaluate(axe) // as a debugger does: the content policy lets no page do it
    const found = await this.page.evaluate(async () => {
      const { axe } = window as unknown as { axe: { run: (where: Document, how: object) => Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }> } }
      const r = await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations'] })
      return r.violations.map((v) => v.id + ': ' + v.nodes.map((n) => n.html.slice(0, 200) + ' — ' + n.failureSummary).join('\n'))
    })
    return found
  }

  /** The page is sound: nothing in the console, nothing for axe, nothing wider than the screen. */
  async sound(name: string): Promise<void> {
    await this.shoot(name)
    await this.page.evaluate(() => scrollTo(0, 0)) // what has gone below a bar that stays is not hidden
    expect(await this.flaws(), name).toEqual([])
    const wide = await this.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    expect(wide, name + ' is wider than the screen').toBeLessThanOrEqual(0)
    const beside = await this.page.evaluate(() => [...document.querySelectorAll('dialog[open], .fold-panel')].map((e) => e.getBoundingClientRect()).filter((r) => r.width && (r.left < 0 || r.right > innerWidth)).length)
    expect(beside, name + ' has a panel beside the screen').toBe(0)
    expect(this.faults, name).toEqual([])
  }

  /** Keeps a picture of the screen, or of the whole page. */
  async shoot(name: string, fullPage = false): Promise<void> {
    mkdirSync('e2e-results', { recursive: true })
    await this.page.screenshot({ path: `e2e-results/${name}.png`, fullPage })
  }

  async close(): Promise<void> {
    expect(this.faults, this.login).toEqual([])
    await this.context.close()
  }
}
