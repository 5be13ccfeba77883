import { expect, test } from '@playwright/test'
import { Person } from './person'
import { askForSample } from './story'

test('what was sent back and changed is shown beside what was seen before', async ({ browser }) => {
  const number = await askForSample('linxiaowen')
  const head = await Person.signIn(browser, 'zhoujianguo')
  await head.open('/inbox/todo')
  await head.page.getByRole('link', { name: number }).click()
  await head.page.getByRole('textbox', { name: '意见' }).fill('用途写清楚')
  await head.page.getByRole('button', { name: '退回', exact: true }).click()
  await expect(head.page.getByText('退回：已完成')).toBeVisible()

  const clerk = await Person.signIn(browser, 'linxiaowen')
  await clerk.open('/inbox/todo')
  await clerk.page.getByRole('link', { name: number }).click()
  await clerk.page.getByRole('link', { name: '修改后重新提交' }).click()
  await clerk.page.getByRole('textbox', { name: '用途' }).fill('秋季新品，客户打样确认手感')
  await expect(clerk.page.getByText(/已保存/)).toBeVisible()
  await clerk.sound('revise')
  await clerk.page.getByRole('button', { name: '重新提交' }).click()
  await clerk.page.getByRole('dialog').getByRole('button', { name: '重新提交' }).click()
  await clerk.page.getByRole('heading', { level: 1, name: number }).waitFor()
  await clerk.close()

  await expect(head.page.getByRole('heading', { name: '改动了什么' })).toBeVisible()
  await expect(head.page.getByText('秋季新品，客户打样确认手感').first()).toBeVisible()
  await head.sound('case-changed')
  await head.page.getByRole('button', { name: /sample\.two-signatures/ }).first().click()
  await expect(head.page.getByRole('region', { name: '条款' })).toBeVisible()
  await head.sound('clause')
  await head.close()
})
