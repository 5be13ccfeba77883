import { expect, test } from '@playwright/test'
import { Person } from './person'
import { askForSample, keepForm, withdrawAll } from './story'

// The head of human resources keeps the rules; the clerk looks them up.
const keeper = 'xujing'
const clerk = 'linxiaowen'

test('a clause is found, and says what carries it out', async ({ browser }) => {
  const who = await Person.signIn(browser, clerk)
  const { page } = who
  await who.open('/rules#sample.gate')
  await expect(page.locator('[id="sample.gate"]')).toBeInViewport()
  await who.sound('rulebook')
  await page.getByRole('searchbox', { name: '查找条款' }).fill('sample.two')
  await expect(page.locator('article.rule')).toHaveCount(1)
  await page.getByText('由什么执行').click()
  await expect(page.getByRole('link', { name: /会签/ }).first()).toBeVisible()
  await who.sound('rulebook-clause')
  await page.getByRole('searchbox', { name: '查找条款' }).fill('没有这样的条款')
  await expect(page.getByText('没有符合')).toBeVisible()
  await page.getByRole('button', { name: '清除查找' }).click()
  await page.getByRole('link', { name: '权限核决表' }).first().click()
  await expect(page.getByRole('columnheader', { name: '由谁' })).toBeVisible()
  await expect(page.getByRole('link', { name: '拟变更' })).toHaveCount(0)
  await expect(page.getByRole('link', { name: '自定义表单' })).toHaveCount(0)
  await who.sound('matrix')
  await who.close()
})

test('a change of the matrix is checked, tried and submitted', async ({ browser }) => {
  await askForSample(clerk)
  const who = await Person.signIn(browser, keeper)
  const { page } = who
  await who.open('/rules/matrix/edit')
  await page.getByLabel('编辑哪一类事项').selectOption({ label: '取样、出门审批单' })
  const row = page.getByRole('region', { name: /第 \d+ 行/ }).filter({ has: page.getByRole('heading', { name: /^会签/ }) }).last()
  await row.getByLabel('轮次').fill('9')
  await row.getByLabel('轮次').blur()
  await expect(page.getByRole('status').filter({ hasText: /处问题/ })).toBeVisible()
  await who.sound('matrix-faults')
  await row.getByLabel('轮次').fill('2')
  await row.getByLabel('轮次').blur()
  await row.getByLabel('部门 · 1').first().selectOption({ label: '财务部门' })
  await row.getByLabel('职级 · 1').first().selectOption({ label: '负责人' })
  await expect(page.getByText('没有发现问题。')).toBeVisible()
  await page.getByRole('button', { name: '试算', exact: true }).click()
  await expect(page.getByText(/\d+ \/ \d+ 份会签将与现行不同/)).toBeVisible()
  await expect(page.locator('.before-after').first()).toContainText('财务')
  await who.sound('matrix-dry-run')
  await who.shoot('matrix-dry-run-whole', true)
  await page.reload()
  await expect(page.getByText('已恢复上次未提交的修改。')).toBeVisible()
  await page.getByRole('textbox', { name: '变更理由' }).fill('总经理委托财务负责人核签样品')
  await page.getByRole('button', { name: '提交变更' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '提交变更' }).click()
  await expect(page).toHaveURL(/\/cases\//)
  await expect(page.getByRole('heading', { level: 1 })).toContainText(/\d/)
  await who.close()
})

test('authority.matrix the table is exported, and a changed one is read in', async ({ browser }) => {
  const who = await Person.signIn(browser, keeper)
  const { page } = who
  await who.open('/rules/matrix/edit')
  const table = await (await who.context.request.get('/api/v1/matrix/export?format=csv')).text()
  const read = (text: string) => page.getByLabel('读入表格').setInputFiles({ name: 'matrix.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
  await expect(page.getByText('没有发现问题。')).toBeVisible() // until then nothing can be tried
  await read(table.replace(',0,0,1,all', ',x,0,1,all'))
  await expect(page.getByRole('alert')).toContainText('1 处无法读取')
  await who.sound('matrix-table-wrong')
  await read(table.replace('sample.requisition,sign,0,0,1,all,0,gm@company,0', 'sample.requisition,sign,0,0,1,all,0,gm@company,3'))
  await expect(page.getByRole('alert')).toHaveCount(0)
  await expect(page.locator('.edit-side table, .edit-side .differ').first()).toBeVisible()
  await expect(page.getByText('没有发现问题。')).toBeVisible()
  await who.sound('matrix-table')
  await page.getByRole('button', { name: '放弃修改' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '放弃修改' }).click()
  await who.close()
})

test('approval.parameters a change of parameters is checked, tried and submitted as a case', async ({ browser }) => {
  const who = await Person.signIn(browser, keeper)
  const { page } = who
  await who.open('/rules')
  await page.getByRole('link', { name: '变更参数' }).click()
  const pieces = page.getByRole('textbox', { name: /每行最多个数/ })
  await pieces.fill('0')
  await expect(page.getByText('应为 1 至 10000 之间的整数。')).toBeVisible()
  await who.sound('parameters-faults')
  await pieces.fill('30')
  await expect(page.getByText('应为 1 至 10000 之间的整数。')).toHaveCount(0)
  await page.getByRole('checkbox', { name: /第二联/ }).uncheck()
  const changes = page.locator('.edit-side table.differ')
  await expect(changes.getByRole('row')).toHaveCount(3)
  await expect(changes).toContainText('近 90 天')
  await page.getByRole('button', { name: '提交变更' }).click()
  await expect(page.getByRole('textbox', { name: '变更理由' })).toHaveAttribute('aria-invalid', 'true')
  await page.getByRole('textbox', { name: '变更理由' }).fill('展会取样增多')
  await page.getByRole('button', { name: '提交变更' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '提交变更' }).click()
  await expect(page).toHaveURL(/\/cases\//)
  await expect(page.locator('.rule-changes td.now').first()).toHaveText('30')
  await who.sound('parameters-case')
  await who.open('/rules') // what is not signed is not in force
  await expect(page.locator('[id="sample.complete"]')).toContainText('20')
  await who.close()
})

test('who could sign a case that does not exist, and why somebody may not', async ({ browser }) => {
  const who = await Person.signIn(browser, clerk)
  const { page } = who
  await who.open('/rules/who')
  await page.getByRole('main').getByLabel('事项').selectOption({ label: '取样、出门审批单' })
  await page.getByRole('button', { name: '查看' }).click()
  await expect(page.getByText('不能签').first()).toBeVisible()
  await page.getByText('逐条判断').click()
  await expect(page.getByText('由这一条决定')).toBeVisible()
  await page.getByText('考虑过的人选').nth(1).click()
  await expect(page.locator('svg.flow')).toBeVisible()
  await who.sound('who-could')
  await who.shoot('who-could-whole', true)
  await who.close()
})

test('a form is defined beside its preview, and kept as the next version', async ({ browser }) => {
  const who = await Person.signIn(browser, keeper)
  const { page } = who
  await who.open('/rules/forms')
  await who.sound('forms')
  await page.getByRole('link', { name: /^打开 请假/ }).first().click()
  await expect(page.getByText('没有发现问题。')).toBeVisible()
  await who.sound('form-editor')
  await who.shoot('form-editor-whole', true)
  await page.getByRole('button', { name: '添加栏目' }).click()
  await expect(page.getByText('1 处问题').first()).toBeVisible()
  const field = page.locator('details.part').last()
  await field.getByLabel('标签（中文）').fill('目的地')
  await field.getByLabel('标签（英文').fill('Destination')
  await expect(page.getByText('没有发现问题。')).toBeVisible()
  await expect(page.locator('.edit-side label', { hasText: '目的地' })).toBeVisible()
  await page.getByRole('button', { name: /保存为第 \d+ 版/ }).click()
  await expect(page.getByText(/已保存：/)).toBeVisible()
  await page.getByRole('link', { name: '返回表单列表' }).click()
  await page.getByRole('button', { name: /^比较 请假/ }).first().click()
  await expect(page.getByRole('dialog').getByRole('cell', { name: '目的地', exact: true })).toBeVisible()
  await who.sound('form-differences')
  await who.close()
})

test('approval.form who keeps a form that another has kept meanwhile sees what changed, and loses nothing', async ({ browser }) => {
  const who = await Person.signIn(browser, keeper)
  const { page } = who
  await who.open('/rules/forms')
  await page.getByRole('link', { name: /^打开 出差/ }).first().click()
  await expect(page.getByText('没有发现问题。')).toBeVisible()
  await page.getByLabel('名称（中文）').first().fill('出差申请单')
  const read = await (await who.context.request.get('/api/v1/forms')).json() as { rows: { code: string; hint?: unknown; fields: { hint?: object }[] }[] }
  const trip = read.rows.find((d) => d.code === 'trip')!
  trip.fields[0]!.hint = { zh: '写明城市', en: 'Name the town' }
  expect((await who.context.request.post('/api/v1/forms', { data: trip })).status()).toBe(201)
  await page.getByRole('button', { name: /保存为第 \d+ 版/ }).click()
  await expect(page.getByRole('alert')).toContainText('写明城市')
  await expect(page.getByRole('alert')).toContainText('您的修改都还在')
  await who.sound('form-newer')
  await page.getByRole('button', { name: /为基础继续/ }).click()
  await expect(page.getByLabel('名称（中文）').first()).toHaveValue('出差申请单')
  await page.getByRole('button', { name: /保存为第 \d+ 版/ }).click()
  await expect(page.getByText(/已保存：出差申请单/)).toBeVisible()
  await who.close()
})

test('authority.matrix a version that changes who signs is proposed at the desk, and the old one stays in force', async ({ browser }) => {
  const said = (zh: string, en: string) => ({ zh, en })
  const card = { code: 'walk_card', series: 'WK', name: said('门禁卡', 'Door card'), clause: said('门禁卡由部门负责人批准。', 'The head of the department approves door cards.'),
    fields: [{ key: 'door', label: said('门', 'Door'), type: 'line', required: true }], signatures: [{ round: 1, mode: 'all', of: ['head@case-unit'] }] }
  const version = await keepForm(card)
  const who = await Person.signIn(browser, keeper)
  const { page } = who
  await who.open(`/rules/forms/edit?code=${card.code}&version=${version}`)
  await expect(page.getByRole('button', { name: /保存为第 \d+ 版/ })).toBeVisible()
  await page.locator('summary', { hasText: 'JSON' }).click()
  await page.getByRole('textbox', { name: 'JSON' }).fill(JSON.stringify({ ...card, version, signatures: [{ round: 1, mode: 'all', of: ['gm@company'] }] }))
  await page.getByRole('button', { name: '采用这份 JSON' }).click()
  await expect(page.getByText('这一版改变由谁签核或办理')).toBeVisible()
  await expect(page.getByRole('button', { name: /保存为第 \d+ 版/ })).toHaveCount(0)
  await page.getByLabel('变更理由').fill('门禁卡改由总经理批准')
  await who.sound('form-to-case')
  await page.getByRole('button', { name: '提交变更' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '提交变更' }).click()
  await expect(page).toHaveURL(/\/cases\//)
  await expect(page.getByText(/申请部门负责人 → 本公司总经理/)).toBeVisible()
  await who.sound('form-change')
  await who.open('/rules/forms')
  await expect(page.getByRole('heading', { name: '待签字的新版本' })).toBeVisible()
  await expect(page.getByRole('link', { name: /-QX-/ }).first()).toBeVisible()
  await who.sound('forms-proposed')
  await who.close()
  await withdrawAll(keeper, 'matrix_change')
})

test('authority.matrix a proposal that is not submitted yet goes on in the editor of forms', async ({ browser }) => {
  const who = await Person.signIn(browser, keeper)
  const { page } = who
  const { rows } = await (await who.context.request.get('/api/v1/forms')).json() as { rows: { code: string; version: number; signatures: object[] }[] }
  const form = { ...rows.find((d) => d.code === 'seal_use')!, signatures: [{ round: 1, mode: 'all', of: ['gm@company'] }] }
  const made = await who.context.request.post('/api/v1/cases', { data: { kind: 'matrix_change', document: { reason: '用印改由总经理签核', form } } })
  const { id } = await made.json() as { id: string }
  await who.open('/rules/matrix/edit?case=' + id)
  await expect(page).toHaveURL(new RegExp('/rules/forms/edit\\?case=' + id))
  await expect(page.getByLabel('变更理由')).toHaveValue('用印改由总经理签核')
  await expect(page.getByText('这一版改变由谁签核或办理')).toBeVisible()
  await expect(page.getByRole('button', { name: '提交变更' })).toBeEnabled()
  expect((await who.context.request.delete('/api/v1/cases/' + id)).ok()).toBe(true)
  await who.close()
})

test('a new form says nothing before it is kept, then leads to what is missing', async ({ browser }) => {
  const who = await Person.signIn(browser, keeper)
  const { page } = who
  await who.open('/rules/forms/edit')
  await expect(page.getByText('届时指出还缺什么')).toBeVisible()
  await page.getByLabel('名称（中文）').first().fill('门禁卡申请')
  await expect(page.locator('.wrong')).toHaveCount(0)
  await expect(page.getByRole('button', { name: '保存表单' })).toBeEnabled()
  await page.getByRole('button', { name: '保存表单' }).click()
  await expect(page.getByRole('textbox', { name: '所依据的公司规定（中文）' })).toBeFocused()
  await expect(page.locator('.wrong').first()).toBeVisible()
  await who.sound('form-new')
  await page.evaluate(() => window.addEventListener('beforeunload', (e) => e.stopImmediatePropagation(), true))
  await who.close()
})

test('authority.matrix a change begins in the editor, and conditions of forms are asked for', async ({ browser }) => {
  const who = await Person.signIn(browser, keeper)
  const { page } = who
  await who.open('/start')
  await page.getByRole('link', { name: '权限核决表变更' }).click()
  await expect(page).toHaveURL(/\/rules\/matrix\/edit/)
  await who.open('/rules/who')
  await page.getByRole('main').getByLabel('事项').selectOption({ label: '用印申请' })
  await page.getByRole('button', { name: '查看' }).click()
  await expect(page.locator('svg.flow')).toBeVisible()
  await expect(page).toHaveURL(/what=form/)
  await page.reload()
  await expect(page.locator('svg.flow')).toBeVisible()
  await who.close()
})

const looks: Record<string, { phone?: boolean; dark?: boolean; english?: boolean; wide?: boolean }> = { wide: { wide: true }, phone: { phone: true }, 'dark-english': { dark: true, english: true }, 'phone-dark-english': { phone: true, dark: true, english: true } }
for (const [name, look] of Object.entries(looks)) {
  test(`the rules are sound: ${name}`, async ({ browser }) => {
    const who = await Person.signIn(browser, keeper, look)
    for (const [path, what] of [['/rules', 'rulebook'], ['/rules/matrix', 'matrix'], ['/rules/matrix/edit', 'matrix-edit'], ['/rules/parameters', 'parameters'], ['/rules/who', 'who'], ['/rules/forms', 'forms'], ['/rules/forms/edit?code=leave&version=1', 'form-edit']] as const) {
      await who.open(path)
      await who.page.getByRole('navigation', { name: /制度与规则各部分|Parts of the rules/ }).waitFor()
      await who.sound(`${what}-${name}`)
    }
    await who.close()
  })
}
