import { expect, test } from '@playwright/test'
import { Person, base, password } from './person'
import { askForSample } from './story'

test.describe('the session', () => {
  test('who is not signed in does so on the plain page and comes back', async ({ browser }) => {
    const context = await browser.newContext({ baseURL: base() })
    const page = await context.newPage()
    await page.goto('/desk/inbox/done')
    await page.getByLabel('登录名').fill('zhoujianguo')
    await page.getByLabel('密码').fill(password)
    await page.getByRole('button', { name: '登录', exact: true }).click()
    await expect(page).toHaveURL(/\/desk\/inbox\/done$/)
    await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toBeVisible()
    await context.close()
  })

  test('when it ends in the middle of work, nothing typed is lost', async ({ browser }) => {
    const number = await askForSample('linxiaowen')
    const head = await Person.signIn(browser, 'zhoujianguo')
    const { page } = head
    await head.open('/inbox/todo')
    await page.getByRole('link', { name: number }).click()
    await page.getByRole('textbox', { name: '意见' }).fill('同意，注意回收纸筒。')
    await head.context.clearCookies()
    await page.getByRole('button', { name: '同意', exact: true }).click()
    const dialog = page.getByRole('dialog', { name: '登录已过期' })
    await expect(dialog).toBeVisible()
    await head.sound('signed-out')
    await dialog.getByLabel('登录名').fill('zhoujianguo')
    await dialog.getByLabel('密码').fill('wrong')
    await dialog.getByRole('button', { name: '登录', exact: true }).click()
    await expect(dialog.getByRole('alert')).toBeVisible()
    await dialog.getByLabel('密码').fill(password)
    await dialog.getByRole('button', { name: '登录', exact: true }).click()
    await expect(page.getByText('同意：已完成')).toBeVisible()
    await expect(page.getByText('同意，注意回收纸筒。').first()).toBeVisible()
    await head.close()
  })
})
