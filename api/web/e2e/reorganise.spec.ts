import { expect, test, type Locator } from '@playwright/test'
import { Person } from './person'

const hr = 'xujing' // head of human resources of the mill
const day = (offset = 0) => new Date(Date.now() + 8 * 3600_000 + offset * 86_400_000).toISOString().slice(0, 10) // in China

/** Fills a small change in, looks at its differences and keeps it. */
async function keep(dialog: Locator, filled: Record<string, string>) {
  await look(dialog, filled)
  await dialog.getByRole('button', { name: '确认保存' }).click()
}

async function look(dialog: Locator, filled: Record<string, string>) {
  for (const [label, value] of Object.entries(filled)) await dialog.getByLabel(label).first().fill(value)
  await dialog.getByRole('button', { name: '查看差异' }).click()
}

test('approval.post human resources found a unit, give a post, take it away again, and somebody leaves', async ({ browser }) => {
  test.setTimeout(120_000)
  const code = 'E' + (Date.now() % 1_000_000)
  const who = await Person.signIn(browser, hr)
  const { page } = who
  const main = page.getByRole('main')
  const dialog = page.getByRole('dialog').last()
  await who.open('/house/organisation')

  await main.getByRole('button', { name: '新增部门…', exact: true }).click()
  await dialog.getByRole('button', { name: '查看差异' }).click()
  await expect(dialog.getByText('请填写。').first()).toBeVisible()
  await who.sound('reorganise-unit-empty')
  await keep(dialog, { '编码': code, '部门名称': '试验室' + code })
  await expect(main.getByText('已保存 1 项更改')).toBeVisible()

  await main.getByRole('button', { name: `新增职务… 试验室${code}` }).click()
  await keep(dialog, { '编码': code + '-1', '职务名称': '试验室主任' + code })
  await expect(main.getByText('已保存 1 项更改')).toBeVisible()

  await main.getByRole('button', { name: '新增人员…' }).click()
  await look(dialog, { '工号': code, '姓名': '辛仁', '登录名': code.toLowerCase(), '邮箱': 'nonsense' })
  await expect(dialog.getByText(/不是邮箱地址/)).toBeVisible()
  await who.sound('reorganise-person-wrong')
  await keep(dialog, { '邮箱': 'xin@example.invalid' })
  await expect(dialog.locator('.secret')).toBeVisible()
  await who.sound('reorganise-person-password')
  await dialog.getByRole('button', { name: '关闭' }).last().click()

  await main.getByRole('button', { name: '试验室主任' + code }).click()
  await dialog.getByRole('button', { name: '任命…' }).click()
  await dialog.getByRole('combobox', { name: '任命谁' }).fill(code)
  await dialog.getByRole('option', { name: /辛仁/ }).click()
  await dialog.getByRole('button', { name: '查看差异' }).click()
  await expect(dialog.getByText(`辛仁 · 试验室主任${code}`)).toBeVisible()
  await who.sound('reorganise-appoint-seen')
  await dialog.getByRole('button', { name: '确认保存' }).click()
  await expect(main.getByRole('button', { name: '辛仁' })).toBeVisible()

  await main.getByRole('button', { name: '试验室主任' + code }).click()
  await dialog.getByRole('button', { name: '卸任… 辛仁' }).click()
  await dialog.getByRole('combobox', { name: '卸任日期' }).fill(day(30))
  await page.keyboard.press('Enter')
  await dialog.getByRole('button', { name: '查看差异' }).click()
  await expect(dialog.getByText(/起无人任/)).toBeVisible()
  await who.sound('reorganise-end-seen')
  const meanwhile = { holdings: [{ post: code + '-1', person: code, from: day(), until: day(40) }] }
  const seen = (await (await who.context.request.post('/api/v1/organisation/changes?preview=true', { data: meanwhile })).json()) as { digest: string }
  expect((await who.context.request.post('/api/v1/organisation/changes?seen=' + seen.digest, { data: meanwhile })).ok()).toBe(true)
  await dialog.getByRole('button', { name: '确认保存' }).click()
  await expect(dialog.getByText(/预览之后组织数据已有变动/)).toBeVisible()
  await who.sound('reorganise-conflict')
  await dialog.getByRole('button', { name: '重试' }).click()
  await expect(dialog.getByText(day(40))).toBeVisible()
  await dialog.getByRole('button', { name: '确认保存' }).click()
  await expect(main.getByText('已保存 1 项更改')).toBeVisible()

  await main.getByRole('button', { name: '辛仁' }).click()
  await dialog.getByRole('button', { name: '办理离职…' }).click()
  await dialog.getByRole('button', { name: '查看差异' }).click()
  await expect(dialog.getByText('离职日期')).toBeVisible()
  await dialog.getByRole('button', { name: '确认保存' }).click()
  await expect(main.getByText('已保存 2 项更改')).toBeVisible()
  await main.getByRole('button', { name: `撤销部门… 试验室${code}` }).click()
  await keep(dialog, {})
  await expect(main.getByText(/已保存 \d 项更改/)).toBeVisible()
  await expect(main.getByText('试验室' + code)).toHaveCount(0)
  await who.close()
})

test('who does not keep the organisation changes nothing of it', async ({ browser }) => {
  const clerk = await Person.signIn(browser, 'linxiaowen')
  await clerk.open('/house/organisation')
  await expect(clerk.page.getByRole('button', { name: /^(新增|修改|撤销)/ })).toHaveCount(0)
  await clerk.page.getByRole('main').getByRole('button', { name: '市场营销部部长', exact: true }).click()
  await expect(clerk.page.getByRole('dialog').getByText('历任')).toBeVisible()
  await expect(clerk.page.getByRole('dialog').getByRole('button', { name: '任命…' })).toHaveCount(0)
  await clerk.close()
})

for (const [name, look] of Object.entries({ phone: { phone: true }, dark: { dark: true }, 'phone-dark-english': { phone: true, dark: true, english: true } })) {
  test(`the dialogs of a small change are sound: ${name}`, async ({ browser }) => {
    const who = await Person.signIn(browser, hr, look)
    const { page } = who
    const english = 'english' in look
    await who.open('/house/organisation')
    await who.sound('reorganise-tree-' + name)
    await page.getByRole('main').getByRole('button', { name: english ? 'Head of Marketing' : '市场营销部部长', exact: true }).click()
    await page.getByRole('dialog').getByRole('button', { name: english ? 'End the post…' : '撤销职务…' }).waitFor()
    await who.sound('reorganise-card-' + name)
    await page.getByRole('dialog').getByRole('button', { name: english ? 'End the post…' : '撤销职务…' }).press('Enter')
    await who.sound('reorganise-post-' + name)
    await page.getByRole('dialog').getByRole('button', { name: english ? 'Show the differences' : '查看差异' }).press('Enter')
    await page.getByRole('dialog').getByRole('button', { name: english ? 'Back to change it' : '返回修改' }).waitFor()
    await who.sound('reorganise-seen-' + name)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await page.getByRole('main').getByRole('button', { name: english ? 'New person…' : '新增人员…' }).click()
    await who.sound('reorganise-person-' + name)
    await who.close()
  })
}

for (const [name, look] of Object.entries({ phone: { phone: true }, 'dark-english': { dark: true, english: true } })) {
  test(`the plain page shows the differences of an appointment: ${name}`, async ({ browser }) => {
    const who = await Person.signIn(browser, hr, look)
    const { page } = who
    const english = 'english' in look
    await page.goto('/organisation')
    await who.sound('reorganise-plain-' + name)
    await page.getByRole('link', { name: english ? 'Salesperson' : '业务员', exact: true }).click()
    await who.sound('reorganise-plain-post-' + name)
    await page.getByLabel(english ? 'Whom' : '任命谁').fill('E0027')
    await page.getByRole('button', { name: english ? 'Show the differences' : '查看差异' }).click()
    await page.getByRole('button', { name: english ? 'Keep' : '确认保存' }).waitFor()
    await who.sound('reorganise-plain-seen-' + name)
    await who.close()
  })
}
