import { expect, test } from '@playwright/test'
import { Person } from './person'

const picture = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64')

test('files are looked at: a picture and a text here, a pdf in its own tab; each can be saved', async ({ browser }) => {
  const clerk = await Person.signIn(browser, 'linxiaowen')
  const { page } = clerk
  await clerk.open('/start/sample_request')
  await page.getByRole('textbox', { name: '用途' }).fill('附上图样')
  await expect(page.getByText(/已保存/)).toBeVisible()
  await page.locator('input[type=file]').setInputFiles([
    { name: '图样.png', mimeType: 'image/png', buffer: picture },
    { name: '说明.txt', mimeType: 'text/plain', buffer: Buffer.from([0xd1, 0xf9, 0xc6, 0xb7, 0xa3, 0xba, 0x32]) },
    { name: '报价.pdf', mimeType: 'application/pdf', buffer: await (await clerk.context.newPage()).pdf() },
  ])
  await expect(page.getByRole('link', { name: '报价.pdf', exact: true })).toHaveAttribute('download', '报价.pdf')
  await page.getByRole('button', { name: '预览 图样.png' }).click()
  await expect(page.getByRole('img', { name: '图样.png' })).toBeVisible()
  await clerk.sound('file-picture')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: '预览 说明.txt' }).click()
  await expect(page.getByText('样品：2')).toBeVisible()
  await clerk.sound('file-text')
  await page.keyboard.press('Escape')
  const opened = page.waitForEvent('popup')
  await page.getByRole('link', { name: /报价\.pdf（在新标签页打开）/ }).click()
  const tab = await opened
  await expect(tab).toHaveURL(/attachments\/[^/]+\?show=true$/)
  const sent = await clerk.context.request.get(tab.url())
  expect([sent.headers()['content-disposition']?.slice(0, 6), sent.headers()['content-type']]).toEqual(['inline', 'application/pdf'])
  await tab.close()
  await page.getByRole('button', { name: '丢弃草稿' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '丢弃草稿' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '我发起的' })).toBeVisible()
  await clerk.close()
})
