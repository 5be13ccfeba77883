import { expect, test, type Locator } from '@playwright/test'
import { base, password, Person } from './person'

const admin = 'tangyu' // looks after accounts at the head office
const hr = 'xujing' // head of human resources of the mill
const looks: Record<string, { phone?: boolean; dark?: boolean; english?: boolean; wide?: boolean }> = { desktop: {}, wide: { wide: true }, phone: { phone: true }, dark: { dark: true }, 'phone-dark-english': { phone: true, dark: true, english: true } }

/** The 15th of next month, as people pick it. */
async function clickDay(dialog: Locator, field: string) {
  await dialog.getByRole('combobox', { name: field }).click()
  await dialog.getByRole('button', { name: '下个月' }).filter({ visible: true }).click()
  await dialog.getByRole('gridcell', { name: '15' }).filter({ visible: true }).click()
  await expect(dialog.getByRole('combobox', { name: field })).toHaveValue(/-15$/)
}

test.describe('the house', () => {
  for (const [name, look] of Object.entries(looks)) {
    test(`every view is sound: ${name}`, async ({ browser }) => {
      const who = await Person.signIn(browser, admin, look)
      for (const view of ['organisation', 'import', 'away', 'calendar', 'accounts', 'sessions', 'factors', 'audit']) {
        await who.open('/house/' + view)
        await who.page.getByRole('heading', { level: 1 }).waitFor()
        await who.page.locator('[aria-busy=true]').waitFor({ state: 'detached' })
        await who.sound(`house-${view}-${name}`)
      }
      await who.close()
    })
  }

  test('approval.post the organisation is found by pinyin, and a post tells who held it', async ({ browser }) => {
    const clerk = await Person.signIn(browser, 'linxiaowen')
    const { page } = clerk
    await clerk.open('/house/organisation')
    await expect(page.getByRole('link', { name: '账户', exact: true })).toHaveCount(0)
    await expect(page.getByRole('link', { name: '导入', exact: true })).toHaveCount(0)
    await page.getByRole('main').getByRole('searchbox', { name: '查找' }).fill('zjg')
    await expect(page).toHaveURL(/q=zjg/)
    const head = page.getByRole('button', { name: /周建国/ })
    await expect(head.first()).toBeVisible()
    await head.first().click()
    const card = page.getByRole('dialog', { name: '周建国' })
    await expect(card.getByText('在任')).toBeVisible()
    await clerk.sound('house-person-card')
    await card.getByRole('listitem').getByRole('button').first().click()
    await expect(page.getByRole('dialog').getByText('历任')).toBeVisible()
    await clerk.sound('house-post-card')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await page.getByRole('main').getByRole('searchbox', { name: '查找' }).fill('没有这个人')
    await expect(page.getByText('没有符合条件的内容。')).toBeVisible()
    await page.getByRole('button', { name: '清除条件' }).click()
    await expect(page.getByRole('main').getByRole('searchbox', { name: '查找' })).toHaveValue('')
    await clerk.close()
  })

  test('an import says what is wrong by line, shows thousands of differences, and brings them in', async ({ browser }) => {
    const who = await Person.signIn(browser, admin)
    const { page } = who
    await who.open('/house/import')
    const choose = (name: string, text: string) => page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from('\ufeff' + text) })
    await choose('customers.csv', 'company,code,name,category\nMILL,,无编号,朋友\nMILL,W1,好客户,target\n')
    await expect(page.getByText(/2 处需要改正/)).toBeVisible()
    await expect(page.getByText(/第 2 行/)).toHaveCount(2)
    await who.sound('house-import-faults')
    const many = Array.from({ length: 2000 }, (_, i) => `MILL,W${i},新客户之名称很长很长的有限责任公司第${i}号分公司,target`).join('\n')
    await choose('customers.csv', 'company,code,name,category\n' + many + '\n')
    await expect(page.getByText('已列出 2000 条')).toBeVisible()
    expect(await page.locator('.virtual li').count()).toBeLessThan(60)
    await page.getByRole('main').getByRole('searchbox', { name: '查找' }).fill('W1999')
    await expect(page.getByText('已列出 1 条')).toBeVisible()
    await who.sound('house-import-preview')
    await page.getByRole('button', { name: '导入这 2000 项' }).click()
    await expect(page.getByText('已导入 2000 项')).toBeVisible({ timeout: 60_000 })
    await who.open('/house/audit')
    await expect(page.getByRole('row', { name: /导入组织.*新增 2000/ }).first()).toBeVisible()
    await who.sound('house-audit-import')
    await who.close()
  })

  test('approval.deadline holidays and make-up days come in with a preview like the others', async ({ browser }) => {
    const who = await Person.signIn(browser, admin)
    const { page } = who
    await who.open('/house/import')
    const choose = (text: string) => page.locator('input[type=file]').setInputFiles({ name: '日历.csv', mimeType: 'text/csv', buffer: Buffer.from('\ufeff' + text) })
    await choose('公司,日期,类型,名称\nMILL,2031-10-08,补班,周三补班\n')
    await expect(page.getByText(/不是周六或周日/)).toBeVisible()
    await choose('公司,日期,类型,名称\nMILL,2031-01-01,放假,元旦\nMILL,2031-10-01,放假,国庆节\nMILL,2031-10-11,补班,国庆节补班\n')
    await expect(page.getByText('已列出 3 条')).toBeVisible()
    await who.sound('house-import-calendar')
    await page.getByRole('button', { name: '导入这 3 项' }).click()
    await expect(page.getByText('已导入 3 项')).toBeVisible()
    await who.close()
    const clerk = await Person.signIn(browser, 'linxiaowen')
    const year = (await (await clerk.context.request.get('/api/v1/calendar/2031')).json()) as { days: { day: string; name: string }[] }
    expect(JSON.stringify(year)).toContain('国庆节补班')
    await clerk.close()
  })

  test('approval.in-force an account is reset, suspended and resumed, and each act is recorded', async ({ browser }) => {
    const who = await Person.signIn(browser, admin)
    const { page } = who
    await who.open('/house/accounts')
    await page.getByRole('main').getByRole('searchbox', { name: '查找' }).fill('dingjiahui')
    await page.getByRole('button', { name: '丁佳慧' }).click()
    const card = page.getByRole('dialog', { name: '丁佳慧' })
    await card.getByRole('button', { name: '重置密码…' }).click()
    await card.getByRole('button', { name: '重置密码', exact: true }).click()
    const secret = await card.locator('.secret').innerText()
    expect(secret.length).toBeGreaterThan(12)
    await who.sound('house-account-password')
    const signIn = (pass: string) => fetch(base() + '/api/v1/session', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ login: 'dingjiahui', password: pass }) })
    expect((await signIn(password)).status).toBe(401)
    expect((await (await signIn(secret)).json()).mustChange).toBe(true)
    await card.getByRole('button', { name: '停用…' }).click()
    await card.getByRole('textbox', { name: '原因' }).fill('岗位调整')
    await card.getByRole('button', { name: '停用', exact: true }).click()
    await expect(card.getByText('已停用。')).toBeVisible()
    expect((await signIn(secret)).status).toBe(401)
    await who.sound('house-account-suspended')
    await card.getByRole('button', { name: '恢复' }).click()
    await expect(card.getByText('已恢复。')).toBeVisible()
    expect((await signIn(secret)).status).toBe(200)
    await who.open('/house/audit?q=djh')
    for (const kind of ['恢复账户', '停用账户', '重置密码']) await expect(page.getByRole('row', { name: new RegExp(kind) }).first()).toBeVisible()
    await expect(page.getByRole('cell', { name: '原因：岗位调整' }).first()).toBeVisible()
    await who.open('/house/accounts?person=' + (await (await who.context.request.get('/api/v1/me')).json()).id)
    await expect(page.getByText('这是您自己的账户，由另一位管理员管理。')).toBeVisible()
    await who.close()
  })

  test('approval.need-to-know who is no administrator is refused, in words', async ({ browser }) => {
    const clerk = await Person.signIn(browser, 'linxiaowen')
    await clerk.open('/house/accounts')
    await expect(clerk.page.getByRole('alert')).toContainText('账户由管理员管理')
    await clerk.sound('house-refused')
    await clerk.close()
  })

  test('approval.deadline a calendar is tried before it is kept, and not over somebody else’s', async ({ browser }) => {
    const head = await Person.signIn(browser, hr)
    const { page } = head
    await head.open('/house/calendar?year=2026')
    await page.getByRole('button', { name: /^17 2026-12-17 / }).click()
    const day = page.getByRole('dialog', { name: '2026-12-17' })
    await day.getByRole('radio', { name: '休息' }).check()
    await day.getByRole('textbox', { name: '名称', exact: true }).fill('厂庆')
    await head.sound('house-day')
    await day.getByRole('button', { name: '记下' }).click()
    await page.getByRole('button', { name: '试算影响' }).click()
    await expect(page.getByText(/项未结待办中，\d+ 项的限期将变动/)).toBeVisible()
    await head.sound('house-calendar-tried')
    const others = await head.context.request.put('/api/v1/calendar/2026', { data: { days: [{ day: '2026-12-18', kind: 'holiday', name: '停电' }] } })
    expect(others.ok()).toBe(true)
    await page.getByRole('button', { name: '保存', exact: true }).click()
    await expect(page.getByRole('alert')).toContainText('日历已被他人修改')
    await head.sound('house-calendar-conflict')
    await page.getByRole('button', { name: '重试' }).click()
    await expect(page.getByText('停电')).toBeVisible()
    await expect(page.getByText(/其间他人改了：2026-12-18/)).toBeVisible()
    await expect(page.getByRole('button', { name: /^17 2026-12-17 .*厂庆.*未保存/ })).toBeVisible()
    for (const name of [/^17 2026-12-17 /, /^18 2026-12-18 /]) {
      await page.getByRole('button', { name }).click()
      await page.getByRole('radio', { name: '按国家安排或平常的周几' }).check()
      await page.getByRole('button', { name: '记下' }).click()
    }
    await page.getByRole('button', { name: '试算影响' }).click()
    await page.getByRole('button', { name: '保存', exact: true }).click()
    await expect(page.getByText('已保存。')).toBeVisible()
    await expect(page.getByText('停电')).toHaveCount(0)
    await head.close()
  })

  test('approval.proxy a colleague signs for a while, and human resources sees it', async ({ browser }) => {
    const clerk = await Person.signIn(browser, 'linxiaowen')
    const { page } = clerk
    await clerk.open('/house/away')
    await page.getByRole('button', { name: '授权代理' }).click()
    const dialog = page.getByRole('dialog', { name: '授权代理' })
    await dialog.getByRole('button', { name: '确认代理' }).click()
    await expect(dialog.getByText('请选择人员。')).toBeVisible()
    await dialog.getByRole('combobox', { name: '代理人' }).fill('zjg')
    await dialog.getByRole('option', { name: /周建国/ }).click()
    await dialog.getByRole('combobox', { name: '最后一天' }).fill('2026-02-30')
    await dialog.getByRole('button', { name: '确认代理' }).click()
    await expect(dialog.getByText('请填写最后一天，不早于第一天。')).toBeVisible()
    await expect(dialog.getByRole('combobox', { name: '最后一天' })).toHaveAttribute('aria-invalid', 'true')
    await clickDay(dialog, '最后一天')
    await dialog.getByRole('checkbox', { name: '样品领用单' }).check()
    await dialog.getByLabel('金额上限（元）').fill('5,000')
    await clerk.sound('house-proxy')
    await dialog.getByRole('button', { name: '确认代理' }).click()
    await expect(page.getByRole('cell', { name: '¥5,000.00' })).toBeVisible()
    const head = await Person.signIn(browser, hr)
    await head.open('/house/away')
    await expect(head.page.getByRole('cell', { name: '林晓雯' }).first()).toBeVisible()
    await head.sound('house-away-hr')
    await head.close()
    await page.getByRole('button', { name: /^收回/ }).first().click()
    await page.getByRole('dialog', { name: '收回' }).getByRole('button', { name: '收回' }).click()
    await expect(page.getByText('已收回').first()).toBeVisible()
    await clerk.close()
  })

  test('the days of an absence are clicked in the calendar', async ({ browser }) => {
    const clerk = await Person.signIn(browser, 'linxiaowen')
    const { page } = clerk
    await clerk.open('/house/away')
    await page.getByRole('button', { name: '登记休假', exact: true }).click()
    const dialog = page.getByRole('dialog')
    await clickDay(dialog, '第一天')
    await clickDay(dialog, '最后一天')
    await clerk.sound('house-absence')
    await dialog.getByRole('button', { name: '保存' }).click()
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect(page.getByText(/-15/).first()).toBeVisible()
    await clerk.close()
  })
})
