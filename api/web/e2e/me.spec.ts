import { expect, test } from '@playwright/test'
import { base, Person, password } from './person'
import { codeOf } from './totp'

test.describe('my account', () => {
  test('an app for codes is set up with its QR code, and given up again with the password', async ({ browser }) => {
    const who = await Person.signIn(browser, 'hemin', { anew: true })
    const { page } = who
    await who.open('/me')
    await expect(page.getByText(/通行密钥在 http:\/\/localhost:\d+ 可用/)).toBeVisible()
    await page.getByRole('button', { name: '设置动态口令' }).click()
    await page.getByRole('dialog').getByLabel('密码').fill('wrong')
    await page.getByRole('dialog').getByRole('button', { name: '设置动态口令' }).click()
    await expect(page.getByRole('dialog').getByRole('alert')).toBeVisible()
    await page.getByRole('dialog').getByLabel('密码').fill(password)
    await page.getByRole('dialog').getByRole('button', { name: '设置动态口令' }).click()
    await expect(page.getByRole('img', { name: '动态口令的二维码' })).toBeVisible()
    await who.sound('me-app')
    const secret = (await page.getByRole('dialog').locator('code').textContent())!
    await page.getByLabel('应用给出的口令').fill(codeOf(secret))
    await page.getByRole('button', { name: '确认' }).click()
    await expect(page.getByRole('dialog', { name: '恢复码' }).getByRole('listitem')).not.toHaveCount(0)
    await who.sound('me-recovery')
    await page.getByRole('button', { name: '已妥善保管' }).click()
    await expect(page.getByText(/还剩 \d+ 个恢复码/)).toBeVisible()
    await who.sound('me')
    await page.getByRole('button', { name: '删除动态口令' }).click()
    await page.getByRole('dialog').getByLabel('密码').fill(password)
    await page.getByRole('dialog').getByRole('button', { name: '删除' }).click()
    await expect(page.getByText('尚未设置。')).toBeVisible()
    await who.close()
  })

  test('sessions elsewhere are seen and ended; a token is shown once and revoked', async ({ browser }) => {
    const elsewhere = await Person.signIn(browser, 'jiangyuwei', { anew: true })
    const who = await Person.signIn(browser, 'jiangyuwei', { anew: true })
    const { page } = who
    await who.open('/me')
    const sessions = page.getByRole('region', { name: '登录的设备' }).getByRole('listitem')
    await expect(sessions.filter({ hasText: '这里' })).toHaveCount(1)
    const before = await sessions.count()
    await sessions.filter({ hasNotText: '这里' }).first().getByRole('button').click()
    await expect(sessions).toHaveCount(before - 1)
    expect((await elsewhere.context.request.get('/api/v1/me')).status()).toBe(401)
    await page.getByLabel('用途').fill('月末对账')
    await page.getByRole('button', { name: '生成令牌' }).click()
    await expect(page.getByText(/cs_/)).toBeVisible()
    await who.sound('me-token')
    await page.getByRole('button', { name: '吊销 月末对账' }).click()
    await page.getByRole('dialog', { name: '吊销 月末对账' }).getByRole('button', { name: '吊销' }).click()
    await expect(page.getByText('没有令牌。')).toBeVisible()
    await page.getByLabel('现在的密码').fill(password)
    await page.getByLabel('新密码', { exact: true }).fill('another long password')
    await page.getByLabel('再输一次新密码').fill('a different password')
    await page.getByRole('button', { name: '修改密码' }).click()
    await expect(page.getByText('两次输入的新密码不一致')).toBeVisible()
    await who.close()
    await elsewhere.close()
  })
})

const looks: Record<string, { phone?: boolean; dark?: boolean; english?: boolean }> = { desktop: {}, phone: { phone: true }, 'dark-english': { dark: true, english: true } }
test('approval.in-force a password that somebody else set is changed before anything else is offered', async ({ browser }) => {
  const admin = await Person.signIn(browser, 'tangyu')
  const call = admin.context.request
  const found = (await (await call.get('/api/v1/accounts?q=qianyiyi')).json()) as { rows: { id: string; login: string }[] }
  const who = found.rows.find((a) => a.login)!
  for (const [name, look] of Object.entries(looks)) {
    const reset = await call.post(`/api/v1/accounts/${who.id}/password`, { headers: { 'Content-Type': 'application/json' } })
    const first = ((await reset.json()) as { password: string }).password
    const context = await browser.newContext({ baseURL: base(), locale: look.english ? 'en-GB' : 'zh-CN', colorScheme: look.dark ? 'dark' : 'light', ...(look.phone ? { viewport: { width: 360, height: 740 } } : {}) })
    expect((await context.request.post('/api/v1/session', { data: { login: who.login, password: first } })).ok()).toBe(true)
    const page = await context.newPage()
    const refused: string[] = []
    page.on('response', (r) => r.status() >= 400 && refused.push(r.url()))
    await page.goto('/desk/inbox/todo')
    await expect(page.getByText('当前密码是他人设置的').first()).toBeVisible()
    await expect(page.getByRole('navigation')).toHaveCount(0)
    expect(refused).toEqual([])
    await page.screenshot({ path: `e2e-results/must-change-${name}.png` })
    if (name === 'desktop') {
      await page.goto('/me')
      await expect(page.getByText('当前密码是他人设置的').first()).toBeVisible()
      await expect(page.getByRole('heading', { level: 2 })).toHaveCount(1)
      await page.goto('/desk/')
      await page.getByLabel('现在的密码').fill(first)
      await page.getByLabel('新密码', { exact: true }).fill('brick river candle moth')
      await page.getByLabel('再输一次新密码').fill('brick river candle moth')
      await page.getByRole('button', { name: '修改密码' }).click()
      await expect(page.getByRole('navigation').first()).toBeVisible()
    }
    await context.close()
  }
  const back = await call.post(`/api/v1/accounts/${who.id}/password`, { headers: { 'Content-Type': 'application/json' } })
  expect(back.ok()).toBe(true)
  await admin.close()
})
