import { expect, test } from '@playwright/test'
import { Person } from './person'
import { keepForm } from './story'

// A form with rows, their total and several choices, which human resources keeps.
const text = (zh: string, en: string) => ({ zh, en })
const claims = {
  code: 'walk_claims', series: 'WB', name: text('费用报销', 'Expense claim'), clause: text('报销一千元以上的再经总经理批准。', 'Claims from 1,000 on are approved by the general manager too.'), amount: 'total',
  fields: [
    {
      key: 'items', label: text('明细', 'Items'), type: 'rows', required: true, columns: [
        { key: 'what', label: text('用途', 'What for'), type: 'line', required: true },
        { key: 'spent_on', label: text('发生日期', 'Spent on'), type: 'date' },
        { key: 'amount', label: text('金额', 'Amount'), type: 'money', required: true, min: 1 },
      ],
    },
    { key: 'total', label: text('合计', 'Total'), type: 'money', sum: 'items.amount' },
    { key: 'proofs', label: text('凭证', 'Vouchers'), type: 'choices', required: true, options: [{ value: 'invoice', label: text('发票', 'Invoice') }, { value: 'ticket', label: text('车票', 'Ticket') }] },
  ],
  signatures: [{ round: 1, mode: 'all', of: ['head@case-unit'] }, { from: 100000, round: 2, mode: 'all', of: ['gm@company'] }],
}

test('approval.form rows and several choices are defined, filled in with a live total, and signed as they are', async ({ browser }) => {
  const keeper = await Person.signIn(browser, 'xujing')
  const version = await keepForm(claims)
  await keeper.open(`/rules/forms/edit?code=${claims.code}&version=${version}`)
  await expect(keeper.page.getByText('没有发现问题。')).toBeVisible()
  await keeper.page.locator('details.part').first().evaluate((part: HTMLDetailsElement) => (part.open = true))
  await keeper.page.getByRole('button', { name: '+ 添加一列' }).click()
  await expect(keeper.page.getByText(/处问题/).first()).toBeVisible() // a column without a name
  await keeper.sound('claims-editor')
  await keeper.shoot('claims-editor-whole', true)
  await keeper.page.getByRole('button', { name: /删除这一列/ }).last().click()
  await expect(keeper.page.getByText('没有发现问题。')).toBeVisible()
  await keeper.close()

  const clerk = await Person.signIn(browser, 'linxiaowen')
  const { page } = clerk
  await clerk.open('/start/form?form=' + claims.code)
  await page.getByRole('button', { name: '检查并提交' }).click()
  await expect(page.getByText(/处须改正/)).toBeVisible()
  await clerk.sound('claims-empty')
  const row = (n: number) => page.getByRole('listitem', { name: `第 ${n} 行` })
  await row(1).getByRole('textbox', { name: '用途' }).fill('赴南通拜访客户，往返高铁及市内交通费用')
  await row(1).getByRole('textbox', { name: '金额' }).fill('800.50')
  await page.getByRole('button', { name: '增加一行' }).click()
  await row(2).getByRole('textbox', { name: '用途' }).fill('招待')
  await row(2).getByRole('textbox', { name: '金额' }).fill('199.5')
  await expect(page.locator('#f-total')).toHaveText(/1,000\.00/)
  await page.getByText('发票', { exact: true }).click()
  await page.getByText('车票', { exact: true }).click()
  await expect(page.getByRole('checkbox', { name: '车票' })).toBeChecked()
  await clerk.sound('claims-filled')
  await page.getByRole('button', { name: '检查并提交' }).click()
  await expect(page.getByRole('dialog').getByRole('cell', { name: '招待' })).toBeVisible()
  await clerk.sound('claims-confirm')
  await page.getByRole('button', { name: '确认提交' }).click()
  const title = page.getByRole('heading', { level: 1, name: /WB-/ })
  await title.waitFor()
  const number = (await title.textContent())!.trim().split(' ')[0]!
  await expect(page.getByRole('cell', { name: '招待' }).first()).toBeVisible()
  await clerk.sound('claims-case')
  await clerk.close()

  const head = await Person.signIn(browser, 'zhoujianguo')
  await head.open('/inbox/todo')
  await head.page.getByRole('link', { name: number }).click()
  await expect(head.page.getByText('总经理').first()).toBeVisible() // a thousand: the total decides
  await head.page.locator('section.asked').getByRole('button', { name: '同意', exact: true }).click()
  await expect(head.page.getByText('同意：已完成')).toBeVisible()
  await head.close()

  for (const look of [{ phone: true }, { phone: true, dark: true, english: true }]) {
    const small = await Person.signIn(browser, 'linxiaowen', look)
    await small.open('/start/form?form=' + claims.code)
    await small.page.getByRole('listitem').getByRole('textbox').first().fill('a'.repeat(90))
    await small.page.getByRole('button', { name: look.english ? 'Add a line' : '增加一行' }).click()
    await small.sound('claims-phone' + (look.english ? '-dark-english' : ''))
    await small.open('/inbox/started')
    await small.page.getByRole('link', { name: number }).first().click()
    await small.page.getByRole('heading', { level: 1, name: number }).waitFor()
    await small.sound('claims-case-phone' + (look.english ? '-dark-english' : ''))
    await small.close()
  }
})
