import { expect, test } from '@playwright/test'
import { Person } from './person'

for (const [name, look] of Object.entries({ wide: {}, phone: { phone: true }, 'phone-dark-english': { phone: true, dark: true, english: true } })) {
  test(`the demonstration says what to try until it is put away, and help quotes the clauses of the view: ${name}`, async ({ browser }) => {
    const head = await Person.signIn(browser, 'zhoujianguo', look)
    const { page } = head
    await head.open('/inbox/todo')
    const steps = page.getByRole('region', { name: /演示|Demonstration/ })
    await expect(steps.getByText(/签字只对看到的内容有效|a signature binds what was shown/).first()).toBeVisible()
    await steps.locator('summary').click()
    await expect(steps.getByText('linxiaowen')).toBeVisible()
    await head.sound('first-steps-' + name)
    await steps.getByRole('button', { name: /收起|Put away/ }).click()
    await expect(steps).toHaveCount(0)
    await page.reload()
    await page.getByRole('heading', { level: 1 }).waitFor()
    await expect(steps).toHaveCount(0)
    await page.getByRole('button', { name: /本页依据的条款|clauses behind/ }).click()
    await expect(page.getByRole('link', { name: 'approval.digest' })).toBeVisible()
    await head.sound('help-' + name)
    await page.keyboard.press('Escape')
    await head.close()
  })
}

test('paper is light, whatever the screen is', async ({ browser }) => {
  const manager = await Person.signIn(browser, 'chenli', { dark: true })
  await manager.open('/standing')
  const looks = await manager.page.evaluate(() => ['beforeprint', 'afterprint'].map((name) => (dispatchEvent(new Event(name)), document.documentElement.className)))
  expect(looks).toEqual(['', 'dark'])
  await manager.close()
})
