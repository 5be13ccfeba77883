import { expect, test } from '@playwright/test'
import { Person } from './person'
import { atTheGate } from './story'

// The guard checks passes on a phone, where the desk begins for who does nothing else.
const looks = [
  { name: 'zh', look: { phone: true }, code: '出门证校验码', check: '查验', unknown: '没有这张出门证', count: '手续齐全，请清点', release: '放行', missing: '请填写数量', out: '已放行', another: '查验另一张', used: '已用过，不得放行' },
  { name: 'en-dark', look: { phone: true, english: true, dark: true }, code: 'Code of the gate pass', check: 'Check', unknown: 'There is no such pass', count: 'Complete: count the goods', release: 'Let it out', missing: 'Fill in how many', out: 'Let out', another: 'Check another pass', used: 'Used before: do not let it out' },
]
for (const w of looks) {
  test('sample.gate the guard checks a pass against the goods and lets it out once: ' + w.name, async ({ browser }) => {
    test.setTimeout(120_000)
    const { number, code } = await atTheGate('linxiaowen')
    const guard = await Person.signIn(browser, 'zhaotiezhu', w.look)
    const { page } = guard
    const field = page.getByRole('textbox', { name: w.code })
    const check = async (typed: string) => { await field.fill(typed); await page.getByRole('button', { name: w.check, exact: true }).click() }
    await guard.open('/')
    await expect(page).toHaveURL(/\/desk\/gate$/)
    await expect(page.getByRole('link', { name: number })).toBeVisible()
    await guard.sound('gate-' + w.name)
    await check('NOSUCHPASS')
    await expect(page.getByText(w.unknown)).toBeVisible()
    await expect(field).toBeFocused()
    await guard.sound('gate-unknown-' + w.name)

    await check('https://desk.example.com/g/' + code.toLowerCase())
    await expect(page.getByRole('heading', { level: 1, name: w.count })).toBeVisible()
    await guard.sound('gate-check-' + w.name)
    const release = page.getByRole('button', { name: w.release, exact: true })
    expect((await release.boundingBox())!.height).toBeGreaterThanOrEqual(56)
    await release.click()
    await expect(page.getByText(w.missing)).toBeVisible()
    const pieces = page.getByRole('textbox')
    await pieces.fill('1')
    await release.click()
    await expect(page.locator('.note.bad').getByText('sample.gate')).toBeAttached()
    await expect(pieces).toHaveValue('1')
    await guard.sound('gate-differs-' + w.name)
    await pieces.fill('２')
    await release.click()
    await expect(page.getByRole('heading', { level: 1, name: w.out })).toBeVisible()
    await guard.sound('gate-out-' + w.name)
    await page.getByRole('link', { name: w.another }).click()
    await expect(page.getByRole('link', { name: number })).toHaveCount(0)
    await check(code)
    await expect(page.getByText(w.used).or(page.locator('.note.bad').getByText('sample.gate')).first()).toBeVisible()
    await guard.sound('gate-again-' + w.name)
    await guard.close()
  })
}
