import { expect, test, type Page } from '@playwright/test'
import { Person } from './person'

async function pick(page: Page, field: string, words: string, entry: string | RegExp) {
  await page.getByRole('combobox', { name: field }).click()
  await page.getByRole('combobox', { name: field }).fill(words)
  await page.getByRole('option', { name: entry }).first().click()
}

test.describe('starting', () => {
  test('a sample request is saved as it is typed, says at the field what is missing, and is submitted', async ({ browser }) => {
    const clerk = await Person.signIn(browser, 'linxiaowen')
    const { page } = clerk
    await clerk.open('/start')
    await clerk.sound('start')
    await page.getByRole('link', { name: '取样、出门审批单' }).click()
    await page.getByRole('button', { name: '检查并提交' }).click()
    await expect(page.getByText(/还有 \d+ 处需要补充/)).toBeVisible()
    await clerk.sound('draft-faults')
    await pick(page, '客户', 'c', /./)
    await page.getByRole('textbox', { name: '用途' }).fill('客户打样')
    await page.getByText('免费（须部门领导').click()
    await page.getByRole('combobox', { name: '需要日期' }).fill('2026-12-10')
    await page.keyboard.press('Enter')
    await pick(page, '品种', 'C-21', /C-21/)
    await page.getByRole('combobox', { name: '规格' }).selectOption('half')
    await page.getByRole('textbox', { name: '数量（个）' }).fill('２')
    await expect(page.getByText(/已保存/)).toBeVisible()
    await expect(page.getByText(/1\.6 kg/).first()).toBeVisible()
    await expect(page.getByRole('heading', { name: '提交后由谁签' })).toBeVisible()
    await clerk.sound('draft')
    expect(page.url()).toContain('/desk/drafts/')
    await page.reload()
    await expect(page.getByRole('textbox', { name: '用途' })).toHaveValue('客户打样')
    await page.getByRole('button', { name: '检查并提交' }).click()
    await clerk.sound('draft-confirm')
    await page.getByRole('button', { name: '确认提交' }).click()
    await expect(page.getByRole('heading', { level: 1, name: /MILL-QY-/ })).toBeVisible()
    await clerk.sound('case-submitted')
    await clerk.close()
  })
})
