import { randomUUID } from 'node:crypto'
import { expect, test } from '@playwright/test'
import { Person } from './person'
import { calling } from './sessions'
import { askForSample } from './story'

interface Known {
  id: string
  digest: string
  acts: { verb: string; task?: string }[]
}

type Of = (name: string) => Promise<string>

/** Acts through the API, as somebody else would meanwhile; the id of the case. */
async function does(login: string, number: string, verb: string, comment: string, data?: (of: Of) => Promise<unknown>): Promise<string> {
  const call = await calling(login)
  const json = async <T>(path: string) => (await (await call.get(path)).json()) as T
  const id = (await json<{ rows: { id: string }[] }>('/api/v1/cases?q=' + number)).rows[0]!.id
  const c = await json<Known>('/api/v1/cases/' + id)
  const act = c.acts.find((a) => a.verb === verb)
  expect(act, `${login} may ${verb}: ${JSON.stringify(c.acts.map((a) => a.verb))}`).toBeTruthy()
  const person: Of = async (name) => (await json<{ rows: { id: string }[] }>('/api/v1/people?q=' + encodeURIComponent(name))).rows[0]!.id
  const done = await call.post(`/api/v1/cases/${id}/acts`, {
    headers: { 'Idempotency-Key': randomUUID() }, data: { verb, task: act!.task, digest: c.digest, comment, data: data && (await data(person)) },
  })
  expect(done.ok(), await done.text()).toBe(true)
  await call.dispose()
  return id
}

const boxes = (head: Person) => head.page.locator('.flow .node:not(.join) title').allTextContents()

test.describe('the case page', () => {
  test('after a send-back and a revision goes in order of time, and says who sent it back', async ({ browser }) => {
    const number = await askForSample('linxiaowen')
    const id = await does('zhoujianguo', number, 'send_back', '数量请再核对')
    const clerk = await Person.signIn(browser, 'linxiaowen')
    await clerk.open('/drafts/' + id)
    await clerk.page.getByRole('textbox', { name: '数量（个）' }).fill('3')
    await expect(clerk.page.getByText(/已保存/)).toBeVisible()
    await clerk.page.getByRole('button', { name: /提交/ }).first().click()
    await clerk.page.getByRole('dialog').getByRole('button', { name: /提交/ }).click()
    await expect(clerk.page.getByRole('heading', { level: 1, name: number })).toBeVisible()
    await clerk.close()

    const head = await Person.signIn(browser, 'zhoujianguo')
    await head.open('/cases/' + id)
    await expect(head.page.locator('.flow .node').first()).toBeVisible()
    const said = await boxes(head)
    const at = (words: RegExp) => said.findIndex((text) => words.test(text))
    expect(at(/退回/)).toBeGreaterThan(-1)
    expect(at(/退回/), said.join('\n')).toBeLessThan(at(/林晓雯/))
    expect(at(/林晓雯/), said.join('\n')).toBeLessThan(at(/陈立/))
    await expect(head.page.locator('.steps').getByText('退回', { exact: true })).toBeVisible()
    await head.sound('after-send-back')
    await head.close()
    for (const [name, look] of [['phone', { phone: true }], ['dark', { dark: true }], ['en', { english: true }]] as const) {
      const again = await Person.signIn(browser, 'zhoujianguo', look)
      await again.open('/cases/' + id)
      await expect(again.page.locator('.flow .node').first()).toBeVisible()
      await again.sound('after-send-back-' + name)
      await again.page.locator('.flow-card').scrollIntoViewIfNeeded()
      await again.shoot('after-send-back-diagram-' + name)
      await again.close()
    }
  })

  test('shows added signers where they sign, names whom one takes away, and leaves delegates out', async ({ browser }) => {
    const number = await askForSample('linxiaowen')
    const add = (name: string, where: string) =>
      does('zhoujianguo', number, 'add_signer', '请先看', async (of) => ({ where, how: 'all', people: [await of(name)] }))
    await add('何敏', 'before')
    const id = await does('hemin', number, 'sign', '可以')
    await add('徐静', 'after')
    const head = await Person.signIn(browser, 'zhoujianguo')
    await head.open('/cases/' + id)
    await expect(head.page.locator('.flow .node').first()).toBeVisible()
    const said = await boxes(head)
    const order = ['何敏', '周建国', '徐静', '陈立'].map((name) => said.findIndex((text) => text.includes(name)))
    expect(order, said.join('\n')).toEqual([...order].sort((a, b) => a - b))
    expect(Math.min(...order)).toBeGreaterThan(0)
    await expect(head.page.getByRole('button', { name: '减签 徐静' })).toBeVisible()
    await head.sound('after-add-signer')
    await head.page.getByRole('button', { name: '减签 徐静' }).click()
    await expect(head.page.getByRole('dialog', { name: '减签：徐静' })).toBeVisible()
    await head.page.keyboard.press('Escape')
    await head.close()

    const other = await askForSample('linxiaowen')
    await does('zhoujianguo', other, 'delegate', '请核实', async (of) => ({ to: await of('何敏') }))
    await does('hemin', other, 'advise', '已核实')
    await does('zhoujianguo', other, 'ask', '为什么要半纱？')
    const asked = await does('linxiaowen', other, 'answer', '客户设备只能用半纱')
    const signer = await Person.signIn(browser, 'zhoujianguo')
    await signer.open('/cases/' + asked)
    await expect(signer.page.locator('.asked .said')).toContainText('客户设备只能用半纱')
    expect((await boxes(signer)).filter((text) => text.startsWith('会签')).join('\n')).not.toMatch(/何敏|林晓雯/)
    await signer.sound('after-delegation')
    await signer.page.getByRole('textbox', { name: '意见' }).fill('不同意这样的用途')
    await signer.page.getByRole('button', { name: '拒绝' }).click()
    await expect(signer.page.locator('.case-notes')).toContainText('不同意这样的用途')
    await expect(signer.page.locator('.case-notes')).toBeFocused()
    await expect(signer.page.locator('.flow .node.end.bad')).toBeVisible()
    await signer.sound('after-refusal')
    await signer.close()
  })

  test('says what happened meanwhile, keeps what was typed, and on a phone signs in the bar', async ({ browser }) => {
    const number = await askForSample('linxiaowen')
    const head = await Person.signIn(browser, 'zhoujianguo', { phone: true })
    const id = await does('zhoujianguo', number, 'copy', '', async (of) => ({ people: [await of('何敏')] }))
    await head.open('/cases/' + id)
    await head.page.getByRole('textbox', { name: '意见' }).fill('写到一半')
    await does('linxiaowen', number, 'comment', '补充一句')
    await expect(head.page.locator('.case-notes')).toContainText('林晓雯')
    await expect(head.page.getByRole('textbox', { name: '意见' })).toHaveValue('写到一半')
    await head.page.evaluate(() => scrollTo(0, document.body.scrollHeight))
    await head.sound('sign-on-phone')
    await head.page.locator('#to-act').getByRole('button', { name: '同意', exact: true }).click()
    await expect(head.page.getByText('同意：已完成')).toBeVisible()
    await head.close()
  })
})
