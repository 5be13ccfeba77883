import { expect, test, type Page } from '@playwright/test'
import { Person } from './person'
import { dayIn } from './story'

// One sample from the wish to the gate, by four people at their own browsers; the
// guard is shown to the gate, where gate.spec.ts goes on.
const open = async (who: Person, number: string) => {
  await who.open('/inbox/todo')
  await who.page.getByRole('link', { name: number }).click()
  await who.page.getByRole('heading', { level: 1, name: number }).waitFor()
}
const answer = async (page: Page, name: string) => {
  await page.locator('section.asked').getByRole('button', { name, exact: true }).click()
  await expect(page.getByText(name + '：已完成')).toBeVisible()
}

test('a sample goes from the wish to the gate', async ({ browser }) => {
  test.setTimeout(180_000)
  const clerk = await Person.signIn(browser, 'linxiaowen')
  const head = await Person.signIn(browser, 'zhoujianguo')
  const manager = await Person.signIn(browser, 'chenli')
  const keeper = await Person.signIn(browser, 'mayongfu')

  await test.step('the clerk asks', async () => {
    const { page } = clerk
    await clerk.open('/start/sample_request')
    for (const [field, words] of [['客户', 'c'], ['品种', 'C-21']] as const) {
      await page.getByRole('combobox', { name: field }).click()
      await page.getByRole('combobox', { name: field }).fill(words)
      await page.getByRole('option').first().click()
    }
    await page.getByRole('textbox', { name: '用途' }).fill('客户打样')
    await page.getByText('免费（须部门领导').click()
    await page.getByRole('combobox', { name: '需要日期' }).fill(dayIn(9))
    await page.keyboard.press('Enter')
    await page.getByRole('combobox', { name: '规格' }).selectOption('half')
    await page.getByRole('textbox', { name: '数量（个）' }).fill('2')
    await page.getByRole('button', { name: '检查并提交' }).click()
    await page.getByRole('button', { name: '确认提交' }).click()
  })
  const title = clerk.page.getByRole('heading', { level: 1, name: /MILL-QY-/ })
  await title.waitFor()
  const number = (await title.textContent())!.trim().split(' ')[0]!

  await test.step('the head of marketing and the general manager sign; the clerk sees it happen', async () => {
    await open(head, number)
    await answer(head.page, '同意')
    await expect(clerk.page.getByText('您查看期间，这件事项有了变化')).toBeVisible()
    await open(manager, number)
    await answer(manager.page, '同意')
    await manager.sound('story-manager')
  })
  await test.step('the workshop hands it over, the clerk signs the ledger', async () => {
    await open(keeper, number)
    await keeper.sound('story-keeper')
    await keeper.page.locator('section.asked').getByRole('button').filter({ hasText: '发' }).first().click()
    await expect(keeper.page.getByText('：已完成')).toBeVisible()
    await open(clerk, number)
    await clerk.sound('story-ledger')
    await clerk.page.locator('section.asked .answers button').first().click()
    await expect(clerk.page.getByText('：已完成')).toBeVisible()
  })
  await test.step('the guard is shown to the gate', async () => {
    const guard = await Person.signIn(browser, 'zhaotiezhu', { phone: true })
    await open(guard, number)
    await guard.sound('story-guard')
    await guard.page.getByRole('link', { name: '到门岗页面' }).click()
    await expect(guard.page).toHaveURL(/\/gate$/)
    await guard.close()
  })
  await clerk.page.reload()
  await expect(clerk.page.locator('svg.flow g.done')).not.toHaveCount(0)
  await clerk.sound('story-clerk')
  for (const who of [clerk, head, manager, keeper]) await who.close()
})
