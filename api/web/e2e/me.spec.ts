import { expect, test } from '@playwright/test'
import { Person, password } from './person'
import { codeOf } from './totp'

test.describe('my account', () => {
  test('an app for codes is set up with its QR code, and given up again with the password', async ({ browser }) => {
    const who = await Person.signIn(browser, 'hemin')
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
    const elsewhere = await Person.signIn(browser, 'hemin')
    const who = await Person.signIn(browser, 'hemin')
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
    await page.getByRole('button', { name: '作废 月末对账' }).click()
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
