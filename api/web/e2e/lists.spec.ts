import { expect, test, type Locator, type Page } from '@playwright/test'
import { Person } from './person'
import { calling } from './sessions'
import { askForSample, withdrawAll } from './story'

const long = 'ECO-50 赛络紧密纺精梳长绒棉与再生涤纶及胶原蛋白纤维混纺针织用纱 ' + 'Siro-Compact-Recycled-Polyester-Collagen-Blend-Ne50-'.repeat(2)

// The list lies within the screen, no wider than its field, and with nothing of it cut off.
async function lies(page: Page, field: Locator) {
  const list = page.locator('.el-select__popper:visible')
  await expect(list).toBeVisible()
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
  const [at, under] = [(await list.boundingBox())!, (await field.locator('xpath=ancestor::*[contains(@class,"el-select__wrapper")]').boundingBox())!]
  const { width, height } = page.viewportSize()!
  expect(at.x).toBeGreaterThanOrEqual(0)
  expect(at.y).toBeGreaterThanOrEqual(0)
  expect(at.x + at.width).toBeLessThanOrEqual(width)
  expect(at.y + at.height).toBeLessThanOrEqual(height)
  expect(at.width).toBeLessThanOrEqual(under.width + 1)
  expect(at.x).toBeGreaterThanOrEqual(under.x - 1)
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0)
  const cut = await page.getByRole('option').evaluateAll((all) => all.filter((o) => o.scrollWidth > o.clientWidth).map((o) => o.textContent))
  expect(cut).toEqual([])
  for (const [x, y] of [[at.x + 8, at.y + 8], [at.x + at.width - 20, at.y + at.height - 8]]) { // and nothing lies above it
    await expect.poll(() => page.evaluate(([px, py]) => !!document.elementFromPoint(px!, py!)?.closest('.el-select__popper'), [x, y])).toBe(true)
  }
}

// What was begun here is nobody's unfinished work in another test.
test.afterAll(async () => {
  await withdrawAll('linxiaowen', 'sample_request')
  const call = await calling('linxiaowen')
  const begun = (await (await call.get('/api/v1/cases?state=draft')).json()) as { rows: { id: string }[] }
  for (const { id } of begun.rows) await call.delete('/api/v1/cases/' + id)
  await call.dispose()
})

for (const [name, look] of Object.entries({ screen: {}, phone: { phone: true } })) {
  test(`a list of long names stays with its field: ${name}`, async ({ browser }) => {
    const clerk = await Person.signIn(browser, 'linxiaowen', look)
    const { page } = clerk
    await page.route('**/api/v1/varieties?*', async (route) => {
      const answer = await route.fetch()
      const body = (await answer.json()) as { rows: { name: string }[] }
      body.rows.forEach((v, i) => i % 2 || (v.name = long))
      await route.fulfill({ response: answer, json: body })
    })
    await clerk.open('/start/sample_request')
    const variety = page.getByRole('combobox', { name: '品种' })
    await variety.click()
    await variety.pressSequentially('c')
    await expect(page.getByRole('option', { name: long.slice(0, 20) }).first()).toBeVisible()
    await lies(page, variety)
    await clerk.shoot('lists-variety-' + name)
    await page.getByRole('option', { name: long.slice(0, 20) }).first().click()
    await expect(page.getByRole('listbox')).toBeHidden()
    await expect(page.getByText('已保存')).toBeVisible()
    await page.reload()
    await variety.focus()
    await variety.pressSequentially('r-40') // what was picked and does not match stays in its field only
    await expect(page.getByRole('option', { name: /^R-40/ })).toBeVisible()
    await expect(page.getByRole('option', { name: /^C-/ })).toHaveCount(0)
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await expect(page.getByText(/^C-\d+ /)).toBeVisible()
    await clerk.close()
  })

  test(`approval.transfer why somebody cannot have a task is read in the list of a dialog: ${name}`, async ({ browser }) => {
    const number = await askForSample('linxiaowen')
    const head = await Person.signIn(browser, 'zhoujianguo', look)
    const { page } = head
    await head.open('/inbox/todo')
    await page.getByRole('link', { name: number }).click()
    await page.getByRole('button', { name: '转办', exact: true }).click()
    const to = page.getByRole('combobox', { name: '转办给' })
    await to.click()
    await to.pressSequentially('z')
    await expect(page.getByRole('option', { name: /签核只能转办给/ }).first()).toBeVisible()
    await lies(page, to)
    await head.shoot('lists-transfer-' + name)
    await head.close()
  })
}

test('a list of several closes after each pick, and forgets the words', async ({ browser }) => {
  const number = await askForSample('linxiaowen')
  const clerk = await Person.signIn(browser, 'linxiaowen')
  const { page } = clerk
  await clerk.open('/inbox/started')
  await page.getByRole('link', { name: number }).click()
  const to = page.getByRole('combobox', { name: /^提到/ })
  await to.focus()
  await to.pressSequentially('cl')
  await page.getByRole('option', { name: '陈立' }).click()
  await expect(page.getByRole('listbox')).toBeHidden()
  await expect(to).toHaveValue('')
  await page.getByRole('textbox', { name: '留言内容' }).fill('请看一下')
  await page.getByRole('button', { name: '发送' }).click()
  await expect(page.getByText('@陈立')).toBeVisible()
  await clerk.close()
})

test('what is wrong is named above the form and led to, from the first on', async ({ browser }) => {
  const clerk = await Person.signIn(browser, 'linxiaowen')
  const { page } = clerk
  await clerk.open('/start/form?form=seal_use')
  await page.getByRole('button', { name: '检查并提交' }).click()
  const said = page.getByRole('alert').filter({ hasText: '处须改正' })
  await expect(said.getByRole('link').first()).toBeVisible()
  await expect(page.getByRole('radio').first()).toBeFocused()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await said.getByRole('link', { name: '文件名称' }).click()
  await expect(page.getByRole('textbox', { name: '文件名称' })).toBeFocused()
  await clerk.sound('lists-faults')
  await clerk.open('/start/sample_request')
  await page.getByRole('button', { name: '检查并提交' }).click()
  await expect(page.getByRole('combobox', { name: '客户' })).toBeFocused()
  await said.getByRole('link', { name: '第 1 行 品种' }).click()
  await expect(page.getByRole('combobox', { name: '品种' })).toBeFocused()
  await said.getByRole('link', { name: '需要日期' }).click()
  await expect(page.getByRole('combobox', { name: '需要日期' })).toBeFocused()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await clerk.shoot('lists-faults-sample')
  await clerk.close()
})

test('approval.proxy all that a proxy is made of is seen at once; an empty last day looks empty', async ({ browser }) => {
  const head = await Person.signIn(browser, 'zhoujianguo')
  const { page } = head
  await head.open('/house/away')
  await page.getByRole('button', { name: '授权代理' }).click()
  await expect(page.getByRole('checkbox').first()).toBeVisible()
  for (const part of [page.getByRole('textbox', { name: '金额上限' }), page.getByRole('dialog').getByRole('button', { name: '确认代理' })]) await expect(part).toBeInViewport({ ratio: 1 })
  await expect(page.getByRole('combobox', { name: '最后一天' })).toHaveAttribute('placeholder', 'YYYY-MM-DD')
  await head.sound('lists-proxy')
  await page.getByRole('button', { name: '确认代理' }).click()
  await expect(page.getByRole('combobox', { name: '代理人' })).toBeFocused()
  await page.keyboard.type('hemin')
  await page.getByRole('option', { name: /何敏/ }).click()
  await page.getByRole('button', { name: '确认代理' }).click()
  await expect(page.getByRole('combobox', { name: '第一天' })).toBeFocused() // both days are wrong together
  await expect(page.getByRole('dialog', { name: '第一天' })).toHaveCount(0)
  await head.close()
})
