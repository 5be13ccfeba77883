import { expect, test } from '@playwright/test'
import { Person } from './person'
import { askForException, askForSample, withdrawAll } from './story'

const manager = 'chenli'

test.describe('the general manager', () => {
  test('weighs exceptions one at a time, by keyboard, and sees what was decided before', async ({ browser }) => {
    await withdrawAll('linxiaowen', 'exception')
    const first = await askForException('linxiaowen', '客户第一次下大单，须整套打样确认', '客户来信.txt')
    const second = await askForException('linxiaowen', '展会在即，须带全套样品')
    const who = await Person.signIn(browser, manager)
    const { page } = who
    await who.open('/exceptions')
    await expect(page.getByRole('heading', { name: first })).toBeVisible()
    await expect(page.getByText('客户第一次下大单，须整套打样确认')).toBeVisible()
    await expect(page.getByText('第 1 件，共 2 件')).toBeVisible()
    await expect(page.locator('.plea .about').getByText('客户来信.txt').first(), 'what proves it hangs on what it is about').toBeVisible()
    await who.sound('exception')
    await page.keyboard.press('j')
    await expect(page.getByRole('heading', { name: second })).toBeVisible()
    await page.keyboard.press('k')
    await expect(page.getByRole('heading', { name: first })).toBeFocused()

    await page.getByRole('button', { name: '拒绝', exact: true }).click()
    await expect(page.getByText('请写明理由。')).toBeVisible()
    await page.getByRole('textbox', { name: '意见' }).fill('先按规定数量打样')
    await page.getByRole('button', { name: '拒绝', exact: true }).click()
    await expect(page.getByText(new RegExp(`已完成（${first}）`))).toBeVisible()
    await expect(page.getByRole('heading', { name: second })).toBeFocused()
    await expect(page.getByText(/此前 \d+ 次：准 \d+，不准 [1-9]/)).toBeVisible()
    await page.getByRole('listitem').filter({ has: page.getByRole('link', { name: first }) }).getByText('当时的理由').click()
    await expect(page.getByText('客户第一次下大单，须整套打样确认')).toBeVisible()
    await expect(page.getByText('先按规定数量打样')).toBeVisible()
    await who.sound('exception-precedent')
    await page.getByRole('button', { name: '同意', exact: true }).click()
    await expect(page.getByText('没有等您签核的特批。')).toBeVisible()
    await who.sound('exception-none')
    await who.close()
  })

  test('sees how the cases stand and how long they took, as chart, table and file', async ({ browser }) => {
    await askForSample('linxiaowen')
    const who = await Person.signIn(browser, manager)
    const { page } = who
    await who.open('/standing')
    await expect(page.getByRole('region', { name: '各部门待办' }).getByRole('row')).not.toHaveCount(0)
    await who.sound('standing')
    await page.getByRole('link', { name: '收结与用时' }).last().click()
    const chart = page.getByRole('img', { name: /新收 \d+ 件/ })
    await expect(chart.locator('svg')).toBeVisible()
    await who.sound('figures')
    for (const label of await page.locator('.either label').filter({ hasText: '表' }).all()) await label.click()
    await expect(page.getByRole('columnheader', { name: '新收' })).toBeVisible()
    await who.sound('figures-tables')
    await page.getByLabel('类别').selectOption('sample_request')
    await expect(page).toHaveURL(/kind=sample_request/)
    await page.getByLabel('从', { exact: true }).selectOption({ index: 0 })
    await expect(page).toHaveURL(/from=\d{4}-\d{2}/)
    const file = page.waitForEvent('download')
    await page.getByRole('link', { name: '导出 Excel' }).first().click()
    expect((await file).suggestedFilename()).toMatch(/^收结情况 .*\.xlsx$/)
    await who.open('/figures?from=2020-01&to=2019-01')
    await expect(page.getByRole('alert')).toContainText('请选择起止月份')
    await who.close()
  })

  test('two years of many kinds are drawn to be read', async ({ browser }) => {
    const who = await Person.signIn(browser, manager)
    const months = Array.from({ length: 24 }, (_, i) => `${2025 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`)
    const kinds = ['取样、出门审批单', '样品月末核对', '样品领用单', '特批', '权限表修改', '撤销已生效事项', '公司自定义表单（名称很长的一种，用来看换行）']
    const clause = { id: 'approval.deadline', text: '按期办理', source: 'house', exceptable: false }
    await who.page.route('**/api/v1/figures?*', (route) => route.fulfill({ json: {
      clause, from: months[0], to: months[23],
      months: months.flatMap((month, m) => kinds.map((kindName, k) => ({ month, kind: 'k' + k, kindName, opened: (m * 7 + k * 5) % 23, completed: (m * 5 + k * 3) % 17, refused: (m + k) % 4, withdrawn: (m * k) % 3, revoked: (m + 2 * k) % 2, median: 3600 * (2 + ((m * 3 + k * 11) % 40)), p90: 3600 * (20 + ((m * 3 + k * 11) % 60)) }))),
      steps: kinds.flatMap((kindName, k) => ['会签', '发样', '台帐签收'].map((stepName, i) => ({ kind: 'k' + k, kindName, step: 's' + i, stepName, done: 40 + k, overdue: k * i, median: 3600 * (1 + k + i), p90: 3600 * (4 + 2 * k + 3 * i) }))),
    } }))
    await who.open('/figures?from=2025-01&to=2026-12')
    await who.page.locator('.figure-chart svg').nth(2).waitFor()
    await who.sound('figures-many')
    await who.shoot('figures-many-whole', true)
    await who.page.getByLabel('类别').selectOption('k2')
    await who.page.setViewportSize({ width: 2560, height: 1300 })
    await who.sound('figures-one-wide')
    await who.page.setViewportSize({ width: 360, height: 740 })
    await who.sound('figures-one-narrow')
    await who.close()
  })

  test('reads the registers by month', async ({ browser }) => {
    await askForException('linxiaowen', '登记表里看得到')
    const who = await Person.signIn(browser, manager)
    const { page } = who
    await who.open('/registers')
    await who.sound('registers')
    await page.getByRole('link', { name: '特批登记' }).click()
    await expect(page.getByRole('columnheader', { name: '条款' })).toBeVisible()
    await who.sound('register')
    await page.getByRole('combobox', { name: '月份' }).selectOption({ index: 5 })
    await expect(page.getByText('这个月没有记录。')).toBeVisible()
    await who.close()
  })

  test('who is none is told so, with the clause', async ({ browser }) => {
    const clerk = await Person.signIn(browser, 'linxiaowen')
    await clerk.open('/figures')
    await expect(clerk.page.getByRole('alert')).toContainText('approval.need-to-know')
    await expect(clerk.page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '办理总览' })).toHaveCount(0)
    await clerk.close()
  })

  for (const [name, look] of Object.entries({ wide: { wide: true }, phone: { phone: true }, dark: { dark: true }, english: { english: true }, 'phone-dark-english': { phone: true, dark: true, english: true } })) {
    test(`all of it is sound: ${name}`, async ({ browser }) => {
      const number = await askForException('linxiaowen', '很长的理由：' + '客户的采购、技术、质检三个部门都要分别留样，'.repeat(6))
      const who = await Person.signIn(browser, manager, look)
      await who.open('/exceptions')
      await who.page.getByRole('heading', { name: /-/ }).first().waitFor()
      await who.sound('exception-' + name)
      for (const at of ['standing', 'figures', 'registers', 'registers/exceptions', 'me']) {
        await who.open('/' + at)
        if (at === 'figures') await who.page.locator('.figure-chart svg').first().waitFor()
        if (at === 'registers/exceptions') await who.page.getByRole('link', { name: number }).waitFor()
        await who.sound(at.replace('/', '-') + '-' + name)
        await who.shoot(`${at.replace('/', '-')}-${name}-whole`, true)
      }
      await who.close()
    })
  }
})
