import { expect, test } from '@playwright/test'
import { Person } from './person'
import { askForSample } from './story'

test.describe('a case', () => {
  test('shows what is asked and takes the signature; the next signer sees it', async ({ browser }) => {
    const number = await askForSample('linxiaowen')
    const head = await Person.signIn(browser, 'zhoujianguo')
    await head.open('/inbox/todo')
    await head.page.getByRole('link', { name: number }).click()
    await expect(head.page.getByRole('heading', { level: 1, name: number })).toBeVisible()
    await expect(head.page.getByRole('img', { name: /流程/ })).toBeVisible()
    await head.sound('case-to-sign')
    await head.page.getByRole('button', { name: '退回', exact: true }).click()
    await expect(head.page.getByText('请写明理由。')).toBeVisible()
    await expect(head.page.getByRole('textbox', { name: '意见' })).toBeFocused()
    await head.page.getByRole('textbox', { name: '意见' }).fill('同意，请按期归还纸筒。')
    await head.page.getByRole('button', { name: '同意', exact: true }).click()
    await expect(head.page.getByText('同意：已完成')).toBeVisible()
    await head.sound('case-signed')
    await head.close()
  })
})
