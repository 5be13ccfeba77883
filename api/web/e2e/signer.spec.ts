import { expect, test } from '@playwright/test'
import { randomUUID } from 'node:crypto'
import { Person } from './person'

// Who signs sees what is signed: above all what changes the rules for everybody.
const keeper = 'xujing'
const manager = 'chenli'

async function submitted(of: Person, kind: string, document: object): Promise<string> {
  const key = () => ({ 'Idempotency-Key': randomUUID() })
  const draft = await of.context.request.post('/api/v1/cases', { headers: key(), data: { kind, document } })
  expect(draft.ok(), await draft.text()).toBe(true)
  const { id, digest } = await draft.json()
  const sent = await of.context.request.post('/api/v1/cases/' + id + '/submit', { headers: key(), data: { digest } })
  expect(sent.ok(), await sent.text()).toBe(true)
  return id
}

const words = ['kindName', 'stepName', 'verbName', 'modeName', 'who', 'whoTold', 'clauseName', 'clauseOf']

test('authority.matrix the general manager reads what changes before the answer, and tries it out', async ({ browser }) => {
  const author = await Person.signIn(browser, keeper)
  const { rows, version } = await (await author.context.request.get('/api/v1/matrix')).json()
  const bare = rows.map((r: object) => Object.fromEntries(Object.entries(r).filter(([k]) => !words.includes(k))))
  const at = bare.findIndex((r: { kind: string; step: string; round: number }) => r.kind === 'sample_request' && r.step === 'signatures' && r.round === 2)
  bare[at] = { ...bare[at], of: ['deputy_gm@company'], within: 3 }
  const id = await submitted(author, 'matrix_change', { from: '2027-03-01', reason: '样品改由副总经理核签', base: version, rows: bare })
  await author.close()

  for (const look of [{}, { phone: true }, { dark: true, english: true }]) {
    const who = await Person.signIn(browser, manager, look)
    await who.open('/cases/' + id)
    const table = who.page.locator('.rule-changes table.differ')
    await expect(table.locator('tbody tr')).toHaveCount(1)
    await expect(table).toContainText('3')
    await who.page.locator('.same-rows summary').click()
    await who.sound('signer-matrix-' + Object.keys(look).join('-'))
    if (!('english' in look)) {
      await expect(table.locator('td.now')).toContainText('副总经理')
      await who.page.locator('.same-rows summary').click()
      await who.page.getByRole('button', { name: '试算', exact: true }).click()
      await expect(who.page.locator('.dry-run')).toBeVisible()
      await who.sound('signer-matrix-tried-' + Object.keys(look).join('-'))
    }
    await who.close()
  }
  const who = await Person.signIn(browser, manager)
  await who.open('/inbox/todo')
  await expect(who.page.getByRole('link', { name: /权限核决表变更/ }).first()).toBeVisible()
  await expect(who.page.getByRole('checkbox', { name: /权限核决表变更/ })).toHaveCount(0)
  await who.page.goto('/cases/' + id)
  await expect(who.page.getByRole('link', { name: '在工作台试算这项变更' })).toHaveAttribute('href', '/desk/cases/' + id)
  await who.sound('signer-matrix-plain')
  await who.page.goto('/print/cases/' + id)
  await expect(who.page.locator('ins').first()).toContainText('副总经理')
  await who.shoot('signer-matrix-print')
  await who.close()
})

test('approval.parameters the general manager reads from what to what', async ({ browser }) => {
  const author = await Person.signIn(browser, keeper)
  const id = await submitted(author, 'parameter_change', { from: '2027-04-01', reason: '称重改为实测', values: { 'sample.weights/half_g': 790 } })
  await author.close()
  const who = await Person.signIn(browser, manager, { phone: true })
  await who.open('/cases/' + id)
  await expect(who.page.locator('.rule-changes td.now')).toHaveText('790')
  await who.page.getByRole('button', { name: '试算', exact: true }).click()
  await expect(who.page.getByText(/近 90 天/).last()).toBeVisible()
  await expect(who.page.locator('#to-act').getByRole('button', { name: '同意' })).toBeVisible()
  await who.sound('signer-parameters')
  await who.close()
})

test('authority.exception the draft says what it is about and which line is too much', async ({ browser }) => {
  const clerk = await Person.signIn(browser, 'linxiaowen')
  const find = async (path: string) => (await (await clerk.context.request.get('/api/v1/' + path)).json()).rows[0].id as string
  const document = { customer: await find('customers'), purpose: '展会整套样品', free: true, wantedOn: '2027-01-15', lines: [{ variety: await find('varieties'), size: 'half', pieces: 25 }] }
  const { id } = await (await clerk.context.request.post('/api/v1/cases', { headers: { 'Idempotency-Key': randomUUID() }, data: { kind: 'sample_request', document } })).json()
  await clerk.open('/drafts/' + id)
  await clerk.page.getByRole('button', { name: '检查并提交' }).click()
  await clerk.page.getByRole('link', { name: /特批/ }).last().click()
  await expect(clerk.page.getByRole('heading', { level: 1 })).toHaveText('特批申请')
  const note = clerk.page.locator('.subject-note')
  await expect(note).toContainText('取样、出门审批单')
  await expect(note.getByRole('listitem')).toContainText('20')
  await expect(clerk.page.getByText(/填写齐全/).first()).toBeVisible()
  await clerk.sound('signer-exception-draft')
  await clerk.close()
})
