import { nextTick } from 'vue'
import { describe, expect, it } from 'vitest'
import { eachInAHouse, house, kind, only, openForm, rest, saved } from './drafthouse'

eachInAHouse()

describe('a draft', () => {
  it('is saved once the hand rests, and submitted as it is shown', async () => {
    const { draft } = await saved('打样')
    expect(house.drafts.get(only())!.document.purpose).toBe('打样')
    expect(await draft.check()).toBe(true)
    await draft.submit()
    expect(house.asked.filter((a) => a.endsWith('/submit'))).toHaveLength(1)
  })

  it('with a file is submitted too: the file seals it anew', async () => {
    const { draft } = await saved('打样')
    house.attach(only())
    await draft.look()
    expect(draft.seen.value?.attachments).toHaveLength(1)
    expect(await draft.check()).toBe(true)
    await draft.submit()
  })

  it('is typed on while a file comes: that is no conflict', async () => {
    const { draft } = await saved('打样')
    house.attach(only())
    draft.fill('purpose', '打样两个')
    await rest()
    expect([draft.state.value, house.drafts.get(only())!.document.purpose]).toEqual(['clean', '打样两个'])
  })

  it('that was changed elsewhere is a conflict, whichever way it is noticed', async () => {
    const one = await saved('打样')
    house.change(only(), { purpose: '别处' })
    await one.draft.look()
    expect(one.draft.state.value).toBe('conflict')
    await one.draft.overwrite()
    expect([one.draft.state.value, house.drafts.get(only())!.document.purpose]).toEqual(['clean', '打样'])
    house.change(only(), { purpose: '又在别处' })
    one.draft.fill('purpose', '这里')
    await rest()
    expect(one.draft.state.value).toBe('conflict')
  })

  it('in which something is typed and taken back is as the house has it', async () => {
    const { draft } = await saved('打样')
    draft.fill('purpose', '打样x')
    await nextTick()
    draft.fill('purpose', '打样')
    await rest()
    expect([draft.state.value, await draft.check()]).toEqual(['clean', true])
  })

  it('that could not be saved is so no more once that is taken back', async () => {
    const { draft } = await saved('打样')
    house.offline = true
    draft.fill('purpose', '打样x')
    await rest()
    expect(draft.state.value).toBe('failed')
    house.offline = false
    draft.fill('purpose', '打样')
    await rest()
    expect([draft.state.value, draft.fault.value, house.drafts.get(only())!.document.purpose]).toEqual(['clean', undefined, '打样'])
    const again = openForm()
    await again.draft.open(only())
    expect(again.draft.restored.value).toBe(false)
  })

  it('whose save was lost on the way, and was taken back here, is a conflict', async () => {
    const { draft } = await saved('打样')
    house.loseAnswers = 1
    draft.fill('purpose', '打样x')
    await rest()
    draft.fill('purpose', '打样')
    await rest()
    expect(draft.state.value).toBe('conflict')
  })

  it('that was submitted in another tab is over, whichever way it is noticed', async () => {
    const one = await saved('打样')
    Object.assign(house.drafts.get(only())!, { submitted: true })
    one.draft.fill('purpose', '打样两个')
    await rest()
    expect(one.draft.state.value).toBe('over')
    const two = openForm()
    await two.draft.open(only())
    expect([two.draft.state.value, two.draft.value.value.purpose]).toEqual(['over', '打样'])
    two.draft.fill('purpose', 'x')
    await rest()
    expect([two.draft.state.value, await two.draft.check(), house.drafts.get(only())!.document.purpose]).toEqual(['over', false, '打样'])
  })

  it('that is discarded while it comes into being is no more', async () => {
    const { draft } = openForm()
    await draft.begin({ kind })
    let answer!: () => void
    house.hold = new Promise((resolve) => (answer = resolve))
    draft.fill('purpose', '打样')
    await rest()
    const gone = draft.discard()
    answer()
    await gone
    await rest()
    expect(house.asked.filter((a) => a === 'POST /cases')).toHaveLength(1)
    expect(house.drafts.size).toBe(0)
  })

  it('like an earlier one, or about another, comes into being with its first change', async () => {
    const { draft } = await saved('打样')
    const copy = openForm()
    await copy.draft.begin({ kind, copy: only() })
    const about = openForm()
    await about.draft.begin({ kind: 'exception', subject: only(), clause: 'c' })
    await rest()
    expect([copy.draft.value.value.purpose, about.draft.subject.value, house.drafts.size]).toEqual(['打样', only(), 1])
    expect(draft.state.value).toBe('clean')
    about.draft.fill('reason', '急')
    await rest()
    expect([...house.drafts.values()].map((d) => d.document)).toContainEqual({ subject: only(), clause: 'c', reason: '急' })
  })

  it('is saved one save after the other: two at once are no conflict', async () => {
    const { draft } = await saved('打样')
    await Promise.all(['a', 'b', 'c'].map((purpose) => (draft.fill('purpose', purpose), draft.save())))
    expect([draft.state.value, house.drafts.get(only())!.document.purpose, house.refused]).toEqual(['clean', 'c', 0])
  })

  it('begins once although the answer was lost and more was typed', async () => {
    const begun: string[] = []
    const { draft } = openForm((id) => begun.push(id))
    await draft.begin({ kind })
    house.loseAnswers = 1
    draft.fill('purpose', '打样')
    await rest()
    expect(draft.state.value).toBe('failed')
    draft.fill('purpose', '打样两个')
    await rest(6000)
    expect([house.drafts.size, house.drafts.get(only())!.document.purpose, begun]).toEqual([1, '打样两个', [only()]])
  })

  it('that comes into being when its view was left tells nobody', async () => {
    const begun: string[] = []
    const { draft, close } = openForm((id) => begun.push(id))
    await draft.begin({ kind })
    draft.fill('purpose', '打样')
    await nextTick()
    close()
    await rest()
    expect([house.drafts.size, begun]).toEqual([1, []])
  })

  it('keeps a number that cannot be read as it was typed, and is not submitted with it', async () => {
    const { draft } = await saved('打样')
    draft.fill('lines', [{ variety: 'v', grams: 'zwei' }])
    await rest()
    expect(draft.faults.value.map((f) => f.at)).toEqual(['lines[0].grams'])
    expect(await draft.check()).toBe(false)
    expect(house.drafts.get(only())!.document.lines).toEqual([{ variety: 'v', grams: 0 }])
    const again = openForm()
    await again.draft.open(only())
    expect(again.draft.value.value.lines).toEqual([{ variety: 'v', grams: 'zwei' }])
  })

  it('does not go on saying what was wrong with a field that was filled in since', async () => {
    house.faults = [{ at: 'purpose', text: 'missing' }, { at: 'lines[0].grams', text: 'missing' }]
    const { draft } = await saved('打样')
    draft.fill('purpose', '打样两个')
    expect(draft.faults.value.map((f) => f.at)).toEqual(['lines[0].grams'])
    draft.fill('lines', [{ variety: 'v', grams: 0 }, { variety: '', grams: 0 }])
    expect(draft.faults.value.map((f) => f.at)).toEqual(['lines[0].grams'])
    draft.fill('lines', [{ variety: 'v', grams: 5 }, { variety: '', grams: 0 }])
    expect(draft.faults.value).toEqual([])
    await rest()
    expect(draft.faults.value).toHaveLength(2)
  })

  it('lets a choice fall away that is offered no more', async () => {
    const choice = { of: 'choice:head@company', number: 1, range: [{ id: 'p', name: '' }] }
    house.choices = [choice]
    const { draft } = await saved('打样')
    draft.signers.chosen.value = { [choice.of]: ['p'] }
    await rest()
    expect(house.drafts.get(only())!.document.signers).toEqual({ [choice.of]: ['p'] })
    house.choices = [{ ...choice, range: [{ id: 'q', name: '' }] }]
    await draft.look()
    await rest()
    expect(house.drafts.get(only())!.document.signers).toBeUndefined()
  })
})

describe('days of a company’s own form', () => {
  const text = { zh: 'x', en: 'x' }
  const leave = {
    code: 'leave', version: 1, name: text, clause: text, signatures: [], fields: [
      { key: 'from', label: text, type: 'date' }, { key: 'until', label: text, type: 'date' },
      { key: 'days', label: text, type: 'number', days: { from: 'from', until: 'until' } }],
  }
  it('are counted by the house, counted anew with other dates, and left alone where somebody typed them', async () => {
    house.forms = [leave]
    house.count = (document) => {
      const values = document.values as Record<string, string>
      return values.from && values.until && !values.days ? { ...document, values: { ...values, days: String((Date.parse(values.until) - Date.parse(values.from)) / 86400e3 + 1) } } : document
    }
    const { draft } = openForm()
    await draft.begin({ kind: 'form', form: 'leave' })
    draft.fill('from', '2026-11-01')
    draft.fill('until', '2026-11-03')
    await rest()
    expect([draft.value.value.days, draft.state.value]).toEqual(['3', 'clean'])
    draft.fill('until', '2026-11-05')
    await rest()
    expect(draft.value.value.days).toBe('5')
    draft.fill('days', '')
    await rest()
    expect(draft.value.value.days).toBe('')
    draft.fill('days', '4.5')
    await rest()
    expect((house.drafts.get(only())!.document.values as Record<string, string>).days).toBe('4.5')
  })
})
