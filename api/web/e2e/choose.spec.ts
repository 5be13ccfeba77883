import { randomUUID } from 'node:crypto'
import { expect, test } from '@playwright/test'
import { Person } from './person'
import { keepForm } from './story'

const form = {
  code: 'lend', version: 1, series: 'JY', name: { zh: '样品外借', en: 'Lending samples' }, clause: { zh: '样品外借须由申请人所选的一位部门负责人同意。', en: 'Lending samples needs the consent of a head whom the applicant chooses.' },
  fields: [{ key: 'why', label: { zh: '事由', en: 'Why' }, type: 'line', required: true, most: 100 }],
  signatures: [{ round: 1, mode: 'all', of: ['choice:head@company'], within: 1 }],
}

test.describe('who signs by choice', () => {
  test.beforeAll(() => keepForm(form))

  test('approval.form the applicant chooses in the form, sees who comes, and asks to revoke what took effect', async ({ browser }) => {
    const clerk = await Person.signIn(browser, 'linxiaowen')
    const { page } = clerk
    await clerk.open('/start/form?form=lend')
    await page.getByRole('textbox', { name: '事由' }).fill('展会布展 ' + randomUUID().slice(0, 8))
    const signer = page.getByRole('combobox', { name: /由您选择谁签/ })
    await expect(signer).toBeVisible()
    await page.getByRole('button', { name: '检查并提交' }).click()
    await expect(page.getByText('1 处须改正')).toBeVisible()
    await clerk.sound('choose-fault')
    await signer.click()
    await signer.fill('周建')
    await page.getByRole('option', { name: '周建国' }).click()
    await expect(page.getByRole('heading', { name: '提交后由谁签' }).locator('..').getByText('周建国')).toBeVisible()
    await expect(page.getByText('1 处须改正')).toHaveCount(0)
    await page.reload()
    await expect(page.getByText('周建国').first()).toBeVisible()
    await clerk.sound('choose')
    await page.getByRole('button', { name: '检查并提交' }).click()
    await expect(page.getByRole('dialog').getByText('周建国')).toBeVisible()
    await page.getByRole('button', { name: '确认提交' }).click()
    const title = page.getByRole('heading', { level: 1, name: /JY-/ })
    await title.waitFor()
    const number = (await title.textContent())!.trim().split(' ')[0]!

    const head = await Person.signIn(browser, 'zhoujianguo')
    await head.open('/inbox/todo')
    await head.page.getByRole('link', { name: number }).click()
    await head.page.locator('section.asked').getByRole('button', { name: '同意', exact: true }).click()
    await expect(head.page.getByText('同意：已完成')).toBeVisible()
    await expect(head.page.getByRole('link', { name: '申请撤销' })).toHaveCount(0)
    await head.close()

    await page.getByRole('link', { name: '申请撤销' }).click()
    await page.getByRole('button', { name: '检查并提交' }).click()
    await expect(page.getByText('1 处须改正')).toBeVisible()
    await clerk.sound('revoke-fault')
    await page.getByRole('textbox', { name: '理由' }).fill('展会取消')
    await page.getByRole('button', { name: '检查并提交' }).click()
    await page.getByRole('button', { name: '确认提交' }).click()
    await expect(page.getByRole('heading', { name: '所涉事项' })).toBeVisible()
    await expect(page.getByRole('link', { name: number })).toBeVisible()
    await clerk.sound('revoke')
    await page.getByRole('button', { name: '撤销', exact: true }).click()
    await page.getByRole('dialog').getByRole('textbox').fill('不撤了')
    await page.getByRole('dialog').getByRole('button', { name: '撤销', exact: true }).click()
    await expect(page.getByText('撤销：已完成')).toBeVisible()
    await clerk.close()
  })

  for (const [name, look] of Object.entries({ phone: { phone: true }, 'phone-dark-english': { phone: true, dark: true, english: true } })) {
    test(`the choice is sound: ${name}`, async ({ browser }) => {
      const clerk = await Person.signIn(browser, 'linxiaowen', look)
      await clerk.open('/start/form?form=lend')
      await clerk.page.getByRole('textbox', { name: /事由|Why/ }).fill('x')
      await clerk.page.getByRole('combobox', { name: /由您选择谁签|You choose who signs/ }).waitFor()
      await clerk.sound('choose-' + name)
      await clerk.close()
    })
  }
})
