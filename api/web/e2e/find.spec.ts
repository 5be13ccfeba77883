import { expect, test } from '@playwright/test'
import { Person } from './person'
import { askForSample } from './story'

test('the search of the header finds among all that may be seen, and keeps what narrows it in the address', async ({ browser }) => {
  const number = await askForSample('linxiaowen')
  const head = await Person.signIn(browser, 'zhoujianguo')
  const { page } = head
  await head.open('/inbox/done')
  await page.getByRole('searchbox', { name: '查找事项' }).fill('lxw')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/desk\/cases\?q=lxw/)
  await expect(page.getByRole('link', { name: number })).toBeVisible()
  await head.sound('find')
  const words = page.getByRole('main').getByRole('searchbox', { name: '查找' })
  await words.fill('晓雯')
  await expect(page).toHaveURL(/q=%E6%99%93%E9%9B%AF/)
  await expect(page.getByRole('link', { name: number })).toBeVisible()
  await page.getByRole('combobox', { name: '状态' }).selectOption('refused')
  await expect(page).toHaveURL(/state=refused/)
  await expect(page.getByRole('link', { name: number })).toHaveCount(0)
  await page.getByRole('combobox', { name: '状态' }).selectOption('running')
  await page.getByRole('combobox', { name: '类别' }).selectOption('sample_request')
  await page.reload()
  await expect(words).toHaveValue('晓雯')
  await page.getByRole('link', { name: number }).click()
  await expect(page.getByRole('heading', { level: 1, name: number })).toBeVisible()
  await page.goBack()
  await words.fill('zzzz')
  await expect(page.getByText('没有找到。')).toBeVisible()
  await head.sound('find-none')
  await page.getByRole('button', { name: '清除条件' }).click()
  await expect(page.getByRole('link', { name: number })).toBeVisible()
  await head.close()
})

for (const [name, look] of Object.entries({ phone: { phone: true }, 'phone-dark-english': { phone: true, dark: true, english: true } })) {
  test(`the search is sound: ${name}`, async ({ browser }) => {
    await askForSample('linxiaowen')
    const head = await Person.signIn(browser, 'zhoujianguo', look)
    await head.open('/cases?q=lin')
    await head.page.locator('li.found').first().waitFor()
    await head.sound('find-' + name)
    await head.close()
  })
}
