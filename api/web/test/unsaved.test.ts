import { describe, expect, it } from 'vitest'
import { eachInAHouse, house, kind, only, openForm, rest, saved, signIn } from './drafthouse'

eachInAHouse()

describe('what could not be saved', () => {
  async function leaveUnsaved(purpose: string, person = 'lin') {
    signIn(person)
    const { draft, close } = openForm()
    await draft.begin({ kind })
    house.offline = true
    draft.fill('purpose', purpose)
    await rest()
    close()
    await rest()
    house.offline = false
  }

  it('is put back, and said to be', async () => {
    await leaveUnsaved('打样')
    const { draft } = openForm()
    await draft.begin({ kind })
    expect([draft.value.value.purpose, draft.restored.value]).toEqual(['打样', true])
    await draft.reload()
    expect([draft.value.value.purpose, draft.restored.value]).toEqual(['', false])
  })

  it('is not put into what somebody else begins, nor into a copy or another subject', async () => {
    await leaveUnsaved('打样')
    const { draft } = openForm()
    await draft.begin({ kind, subject: 's' })
    expect(draft.restored.value).toBe(false)
    signIn('mei')
    const hers = openForm()
    await hers.draft.begin({ kind })
    expect([hers.draft.value.value.purpose, hers.draft.restored.value]).toEqual(['', false])
  })

  it('is put back with the names of what was picked', async () => {
    const { draft, close } = openForm()
    await draft.begin({ kind })
    house.offline = true
    draft.names.value.v1 = 'C-21 棉纱'
    draft.fill('lines', [{ variety: 'v1', grams: 5 }])
    await rest()
    close()
    house.offline = false
    const again = openForm()
    await again.draft.begin({ kind })
    expect([again.draft.restored.value, again.draft.names.value.v1]).toEqual([true, 'C-21 棉纱'])
  })

  it('does not take the place of newer text by itself', async () => {
    const form = await saved('打样')
    house.offline = true
    form.draft.fill('purpose', '旧的')
    await rest()
    form.close()
    await rest()
    house.offline = false
    house.change(only(), { purpose: '新的' })
    const { draft } = openForm()
    await draft.open(only())
    await rest(3000)
    expect([draft.state.value, draft.value.value.purpose, house.drafts.get(only())!.document.purpose]).toEqual(['conflict', '旧的', '新的'])
  })

  it('is kept when it is typed after a conflict', async () => {
    const form = await saved('打样')
    house.change(only(), { purpose: '别处' })
    form.draft.fill('purpose', 'a')
    await rest()
    form.draft.fill('purpose', 'a b')
    await rest()
    expect(form.draft.state.value).toBe('conflict')
    const warned = new Event('beforeunload', { cancelable: true })
    dispatchEvent(warned)
    expect(warned.defaultPrevented).toBe(true)
    form.close()
    const { draft } = openForm()
    await draft.open(only())
    expect([draft.state.value, draft.value.value.purpose]).toEqual(['conflict', 'a b'])
  })
})
