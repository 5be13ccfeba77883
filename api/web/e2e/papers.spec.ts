import { expect, test } from '@playwright/test'
import { Person } from './person'
import { keepForm } from './story'

// A form with files, of which those of the calculation are the applicant's alone.
const text = (zh: string, en: string) => ({ zh, en })
const contract = {
  code: 'walk_contract', series: 'WC', name: text('合同审批', 'Contract'), clause: text('合同须经部门负责人批准。', 'Contracts are approved by the head of the department.'),
  fields: [
    { key: 'party', label: text('对方', 'Party'), type: 'line', required: true },
    { key: 'papers', label: text('合同文本', 'Papers'), type: 'files', required: true, most: 2 },
    { key: 'sums', label: text('测算', 'Calculation'), type: 'files', most: 1, rights: { signatures: 'hidden' } },
  ],
  signatures: [{ round: 1, mode: 'all', of: ['head@case-unit'] }],
}
const file = (name: string, said: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(said) })

test('approval.form files are asked for by a field, sent at once, bound by their digest, and hidden with their field', async ({ browser }) => {
  const keeper = await Person.signIn(browser, 'xujing')
  const version = await keepForm(contract)
  await keeper.open(`/rules/forms/edit?code=${contract.code}&version=${version}`)
  await expect(keeper.page.getByText('没有发现问题。')).toBeVisible()
  await keeper.page.locator('details.part').nth(1).evaluate((part: HTMLDetailsElement) => (part.open = true))
  await expect(keeper.page.getByRole('spinbutton', { name: '最多几个文件' })).toHaveValue('2')
  await keeper.sound('papers-editor')
  await keeper.close()

  const clerk = await Person.signIn(browser, 'linxiaowen')
  const { page } = clerk
  await clerk.open('/start/form?form=' + contract.code)
  const papers = page.getByRole('group', { name: /^合同文本/ })
  await papers.locator('input[type=file]').setInputFiles([file('合同.txt', '甲乙双方'), file('附表.txt', '一二三')])
  await expect(papers.getByRole('link', { name: '附表.txt' })).toBeVisible()
  await expect(papers.locator('input[type=file]')).toHaveCount(0) // two are the most
  await page.getByRole('group', { name: /^测算/ }).locator('input[type=file]').setInputFiles(file('底价.txt', '两千'))
  await expect(page.getByRole('link', { name: '底价.txt' })).toBeVisible()
  await papers.getByRole('button', { name: '删除 附表.txt' }).click()
  await expect(papers.getByRole('link', { name: '附表.txt' })).toHaveCount(0)
  await papers.locator('input[type=file]').setInputFiles(file('程序.exe', 'MZ'))
  await expect(papers.getByText(/pdf, png, jpg/)).toBeVisible()
  await page.getByRole('textbox', { name: '对方' }).fill('安大纺织')
  await clerk.sound('papers-filled')
  await page.setViewportSize({ width: 360, height: 740 })
  await clerk.sound('papers-filled-phone')
  await page.setViewportSize({ width: 1366, height: 860 })
  await page.getByRole('button', { name: '检查并提交' }).click()
  await page.getByRole('button', { name: '确认提交' }).click()
  const title = page.getByRole('heading', { level: 1, name: /WC-/ })
  await title.waitFor()
  const number = (await title.textContent())!.trim().split(' ')[0]!
  await expect(page.locator('.document').getByRole('link', { name: '底价.txt' })).toBeVisible()
  await clerk.close()

  const head = await Person.signIn(browser, 'zhoujianguo')
  await head.open('/inbox/todo')
  await head.page.getByRole('link', { name: number }).click()
  const shown = head.page.locator('.document')
  await expect(shown.getByRole('link', { name: '合同.txt' })).toBeVisible()
  await expect(shown.getByText(/SHA-256 [0-9a-f]{64}/)).toBeVisible()
  await expect(head.page.getByText('底价.txt')).toHaveCount(0)
  await head.sound('papers-asked')
  await head.page.setViewportSize({ width: 360, height: 740 })
  await head.sound('papers-asked-phone')
  await head.page.setViewportSize({ width: 1366, height: 860 })
  await head.page.locator('section.asked').getByRole('button', { name: '同意', exact: true }).click()
  await expect(head.page.getByText('同意：已完成')).toBeVisible()
  await head.close()
})
