import { expect, test } from '@playwright/test'
import { Person } from './person'
import { askForSample } from './story'

test('signing several: who looks away first loses nothing, and who signs hears what came of it', async ({ browser }) => {
  const numbers = [await askForSample('linxiaowen'), await askForSample('linxiaowen')]
  const head = await Person.signIn(browser, 'zhoujianguo')
  const { page } = head
  await head.open('/inbox/todo')
  const words = page.getByRole('searchbox', { name: '查找', exact: true })
  await words.pressSequentially('lxw ')
  await expect(page).toHaveURL(/q=lxw/)
  await words.pressSequentially(numbers[0]!.slice(-5), { delay: 20 })
  await expect(page.locator('[data-row]')).toHaveCount(1)
  await words.fill('')
  for (const number of numbers) await page.locator('li.row', { hasText: number }).getByRole('checkbox').check()
  await page.getByRole('button', { name: '批量同意' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('button', { name: '同意这 2 件' })).toBeEnabled()
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await expect(page.getByText('已选 2 件'), 'nothing was signed').toBeVisible()

  let answer = () => {}
  await page.route('**/api/v1/acts', async (route) => {
    await new Promise<void>((resolve) => (answer = resolve))
    await route.continue()
  })
  await page.getByRole('button', { name: '批量同意' }).click()
  await dialog.getByRole('button', { name: '同意这 2 件' }).click()
  await expect(dialog.getByRole('button', { name: '关闭' })).toBeDisabled()
  for (let i = 0; i < 3; i++) await page.keyboard.press('Escape')
  await head.sound('batch-busy')
  answer()
  await expect(dialog.getByText('2 件全部已同意')).toBeVisible()
  await page.keyboard.press('Escape')
  for (const number of numbers) await expect(page.getByRole('link', { name: number })).toHaveCount(0)
  await head.close()
})
