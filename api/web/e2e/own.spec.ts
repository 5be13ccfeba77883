import { expect, test } from '@playwright/test'
import { Person } from './person'

// Leave that overlaps with leave is refused, and the calendar is known of this year: each run
// takes one of the next working days.
function day(): string {
  const now = new Date()
  const left = (Date.UTC(now.getUTCFullYear(), 11, 31) - now.getTime()) / 86_400_000
  const found = new Date(now.getTime() + Math.floor(Math.random() * left) * 86_400_000)
  while (found.getUTCDay() % 6 === 0) found.setUTCDate(found.getUTCDate() - 1)
  return found.toISOString().slice(0, 10)
}

test("a company's own form is filled in, signed and registered by the same renderer", async ({ browser }) => {
  const clerk = await Person.signIn(browser, 'linxiaowen')
  const { page } = clerk
  await clerk.open('/start/form?form=leave')
  await page.getByText('年休假').click()
  const away = day()
  for (const field of ['开始日期', '结束日期']) {
    await page.getByRole('combobox', { name: field }).fill(away)
    await page.keyboard.press('Enter')
  }
  await expect(page.getByRole('textbox', { name: '天数' })).toHaveValue('1') // counted by the calendar
  await page.getByRole('textbox', { name: '事由' }).fill('回乡')
  await page.getByRole('button', { name: '检查并提交' }).click()
  await page.getByRole('button', { name: '确认提交' }).click()
  const title = page.getByRole('heading', { level: 1, name: /QJ-/ })
  await title.waitFor()
  const number = (await title.textContent())!.trim().split(' ')[0]!
  await clerk.sound('own-submitted')
  await page.getByRole('link', { name: '照此再办一份' }).click()
  await expect(page.getByRole('textbox', { name: '事由' })).toHaveValue('回乡')
  await expect(page.getByText('内容从')).toBeVisible()
  await page.getByRole('button', { name: '丢弃草稿' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '丢弃草稿' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '我发起的' })).toBeVisible()
  await clerk.close()

  const head = await Person.signIn(browser, 'zhoujianguo')
  await head.open('/inbox/todo')
  await head.page.getByRole('link', { name: number }).click()
  await head.page.locator('section.asked').getByRole('button', { name: '同意', exact: true }).click()
  await expect(head.page.getByText('同意：已完成')).toBeVisible()
  await head.page.getByRole('textbox', { name: '留言内容' }).fill('请做好交接。')
  await head.page.getByRole('button', { name: '发送' }).click()
  await expect(head.page.locator('.talk').getByText('请做好交接。')).toBeVisible()
  await head.sound('own-signed')
  await head.close()

  const registrar = await Person.signIn(browser, 'xujing')
  await registrar.open('/inbox/todo')
  await registrar.page.getByRole('link', { name: number }).click()
  await expect(registrar.page.getByText('回乡')).toHaveCount(0) // the reason is hidden from who registers
  await registrar.page.locator('section.asked .answers button').first().click()
  await expect(registrar.page.getByText('：已完成')).toBeVisible()
  await registrar.sound('own-registered')
  await registrar.close()
})
