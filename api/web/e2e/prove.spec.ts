import { expect, test } from '@playwright/test'
import { Person, base, password, signIn } from './person'
import { askByForm, keepForm } from './story'
import { codeOf } from './totp'

const form = {
  code: 'vault', version: 1, series: 'BX', name: { zh: '保险柜开启', en: 'Opening the vault' }, clause: { zh: '开启保险柜须部门负责人当场证明本人后同意。', en: 'The vault is opened with the consent of the head, proved on the spot.' },
  fields: [{ key: 'why', label: { zh: '事由', en: 'Why' }, type: 'line', required: true, most: 100 }],
  signatures: [{ round: 1, mode: 'all', of: ['head@case-unit'], within: 1, proof: 'strong' }],
}

const values = { why: '取合同正本' }

test.describe('a signature that is proved on the spot', () => {
  test.beforeAll(() => keepForm(form))

  test('is given with a code of an app; where passkeys do not work it says where they do', async ({ browser }) => {
    const number = await askByForm('wuqian', form.code, values)
    const head = await Person.signIn(browser, 'sunzhiqiang', { anew: true })
    const { page } = head
    await head.open('/inbox/todo')
    await page.getByRole('link', { name: number }).click()
    await expect(page.getByText('您还没有设置签字凭证')).toBeVisible()
    await expect(page.getByText(/通行密钥在 http:\/\/localhost:\d+ 可用/)).toBeVisible()
    await expect(page.getByRole('button', { name: '用通行密钥同意' })).toHaveCount(0)
    await head.sound('prove-nothing-yet')
    const app = (await (await head.context.request.post('/api/v1/me/app', { data: { password } })).json()) as { secret: string }
    expect((await head.context.request.post('/api/v1/me/app/confirm', { data: { code: codeOf(app.secret) } })).ok()).toBe(true)
    await page.reload()
    await page.getByLabel('动态口令').fill('000000')
    await page.getByRole('button', { name: '同意', exact: true }).click()
    await expect(page.getByRole('alert').filter({ hasText: 'approval.step-up' })).toBeVisible()
    await page.getByLabel('动态口令').fill(codeOf(app.secret, Date.now() + 30_000)) // each code works once
    await page.getByRole('button', { name: '同意', exact: true }).click()
    await expect(page.getByText('同意：已完成')).toBeVisible()
    await head.close()
  })

  test('is given with a passkey at the address of the product', async ({ browser }) => {
    const number = await askByForm('mayongfu', form.code, values)
    const context = await browser.newContext({ baseURL: base().replace('127.0.0.1', 'localhost'), locale: 'zh-CN', reducedMotion: 'reduce' })
    await signIn(context.request, 'xiachangchun')
    const page = await context.newPage()
    const devtools = await context.newCDPSession(page)
    await devtools.send('WebAuthn.enable')
    await devtools.send('WebAuthn.addVirtualAuthenticator', { options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true } })
    await page.goto('/desk/me')
    await page.getByRole('button', { name: '设置通行密钥' }).click()
    await page.getByRole('dialog').getByLabel('名称').fill('办公电脑')
    await page.getByRole('dialog').getByLabel('密码').fill(password)
    await page.getByRole('dialog').getByRole('button', { name: '设置通行密钥' }).click()
    await expect(page.getByText('通行密钥 办公电脑')).toBeVisible()
    await page.goto('/desk/inbox/todo')
    await page.getByRole('link', { name: number }).click()
    await page.getByRole('button', { name: '用通行密钥同意' }).click()
    await expect(page.getByText('同意：已完成')).toBeVisible()
    await context.close()
  })
})
