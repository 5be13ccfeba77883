import { expect, test } from '@playwright/test'
import { Person } from './person'
import { askForSample } from './story'

test.describe('the inbox', () => {
  test('shows what waits, and hears of more without being asked', async ({ browser }) => {
    const head = await Person.signIn(browser, 'zhoujianguo')
    await head.open('/inbox/todo')
    const number = await askForSample('linxiaowen')
    await expect(head.page.getByRole('link', { name: number })).toBeVisible()
    await expect(head.page.locator('li.row', { hasText: number }).getByText('新', { exact: true })).toBeVisible()
    await head.sound('inbox')
    await head.close()
  })

  test('keeps its filters in the address and finds by pinyin initials', async ({ browser }) => {
    const number = await askForSample('linxiaowen')
    const head = await Person.signIn(browser, 'zhoujianguo')
    await head.open('/inbox/todo')
    const words = head.page.locator('#box-q')
    await words.fill('lxw ' + number.slice(-5))
    await expect(head.page).toHaveURL(/q=lxw/)
    await expect(head.page.locator('[data-row]')).toHaveCount(1)
    await head.page.reload()
    await expect(words).toHaveValue('lxw ' + number.slice(-5))
    await words.fill('zzzz')
    await expect(head.page.getByText('没有符合筛选条件的事项。')).toBeVisible()
    await head.sound('inbox-none')
    await head.page.getByRole('button', { name: '清除筛选' }).click()
    await expect(head.page.getByRole('link', { name: number })).toBeVisible()
    await head.page.getByRole('combobox', { name: '限期' }).selectOption('overdue')
    await expect(head.page).toHaveURL(/due=overdue/)
    await head.close()
  })

  test('is worked through with the keyboard: choose, look, sign together, a result for each', async ({ browser }) => {
    const numbers = [await askForSample('linxiaowen'), await askForSample('linxiaowen')]
    const head = await Person.signIn(browser, 'zhoujianguo')
    const { page } = head
    await head.open('/inbox/todo')
    for (const number of numbers) {
      await page.getByRole('link', { name: number }).waitFor()
      for (let n = 0; n < 40 && !(await page.locator('a[data-row]:focus', { hasText: number }).count()); n++) await page.keyboard.press('j')
      await page.keyboard.press('x')
      for (let n = 0; n < 40; n++) await page.keyboard.press('k')
    }
    await expect(page.getByText('已选 2 件')).toBeVisible()
    await head.sound('inbox-chosen')
    await page.keyboard.press('a')
    await expect(page.getByRole('heading', { name: '批量同意' })).toBeVisible()
    await expect(page.getByText('客户打样确认手感').first()).toBeVisible()
    await head.sound('batch')
    await page.getByRole('button', { name: '同意这 2 件' }).click()
    await expect(page.getByText('2 件已同意，0 件没有')).toBeVisible()
    await head.sound('batch-done')
    await page.keyboard.press('Escape')
    for (const number of numbers) await expect(page.getByRole('link', { name: number })).toHaveCount(0)
    await page.keyboard.press('?')
    await expect(page.getByRole('heading', { name: '快捷键' })).toBeVisible()
    await head.sound('keys')
    await page.keyboard.press('Escape')
    await page.keyboard.press('g')
    await page.keyboard.press('d')
    await expect(page.getByRole('heading', { level: 1, name: '已办' })).toBeVisible()
    await expect(page.getByRole('link', { name: numbers[0] })).toBeVisible()
    await head.sound('inbox-done')
    await head.close()
  })

  test('says that the connection is gone, and that it is back', async ({ browser }) => {
    const head = await Person.signIn(browser, 'zhoujianguo')
    await head.open('/inbox/todo')
    await head.context.setOffline(true)
    await expect(head.page.getByText('与服务器的连接中断')).toBeVisible()
    await head.shoot('offline')
    await head.context.setOffline(false)
    await expect(head.page.getByText('与服务器的连接中断')).toHaveCount(0)
    head.faults.length = 0 // the browser itself complains of what was asked meanwhile
    await head.close()
  })
})
