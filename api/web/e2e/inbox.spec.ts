import { expect, test } from '@playwright/test'
import { Person } from './person'
import { askForSample } from './story'

test.describe('the inbox', () => {
  test('shows what waits, soonest first, and hears of more without being asked', async ({ browser }) => {
    const head = await Person.signIn(browser, 'zhoujianguo')
    await head.open('/inbox/todo')
    const before = await head.page.locator('[data-row]').count()
    const number = await askForSample(browser, 'linxiaowen')
    await expect(head.page.getByRole('link', { name: number })).toBeVisible()
    expect(await head.page.locator('[data-row]').count()).toBe(before + 1)
    await head.sound('inbox')
    await head.close()
  })
})
