import { expect, test } from '@playwright/test'
import { Person } from './person'
import { askForSample } from './story'

const looks: Record<string, { phone?: boolean; dark?: boolean; english?: boolean }> = { phone: { phone: true }, dark: { dark: true }, english: { english: true }, 'phone-dark-english': { phone: true, dark: true, english: true } }

for (const [name, look] of Object.entries(looks)) {
  test(`every view is sound: ${name}`, async ({ browser }) => {
    const number = await askForSample('linxiaowen')
    const head = await Person.signIn(browser, 'zhoujianguo', look)
    await head.open('/inbox/todo')
    await head.page.getByRole('link', { name: number }).waitFor()
    await head.sound('inbox-' + name)
    await head.page.getByRole('link', { name: number }).click()
    await head.page.getByRole('heading', { level: 1, name: number }).waitFor()
    await head.page.locator('svg.flow g.maybe').first().waitFor()
    await head.sound('case-' + name)
    await head.shoot(`case-${name}-whole`, true)
    await head.close()
    const clerk = await Person.signIn(browser, 'linxiaowen', look)
    await clerk.open('/start')
    await clerk.sound('start-' + name)
    await clerk.open('/start/sample_request')
    await clerk.sound('form-' + name)
    await clerk.open('/start/form?form=leave')
    await clerk.sound('own-form-' + name)
    if (look.phone) {
      await clerk.page.getByRole('button', { name: /菜单|Menu/ }).click()
      await expect(clerk.page.getByRole('dialog', { name: /菜单|Menu/ })).toBeVisible()
      await clerk.sound('menu-' + name)
    }
    await clerk.close()
  })
}

test('a colour on its way is not judged, but the one that stays', async ({ browser }) => {
  const clerk = await Person.signIn(browser, 'linxiaowen')
  await clerk.open('/start')
  const fade = (to: string) => clerk.page.evaluate((to) => void document.querySelector('h1')!.animate([{ color: '#fefefe' }, { color: to }], { duration: 1500, fill: 'forwards' }), to)
  await fade('#000')
  expect(await clerk.flaws()).toEqual([])
  await fade('#fdfdfd')
  expect((await clerk.flaws()).join()).toContain('color-contrast')
  await clerk.close()
})
