import { flushPromises, mount } from '@vue/test-utils'
import { defineComponent, h, nextTick, ref } from 'vue'
import { describe, expect, it } from 'vitest'
import { online } from '@/api/online'
import { Refusal } from '@/api/refusal'
import RefusalNote from '@/components/RefusalNote.vue'
import { words } from '@/i18n'
import FormField from '@/forms/FormField.vue'
import { calledAt, leadTo, leadToFirst } from '@/forms/leading'
import { useLooking } from '@/forms/looking'
import { amountOf, emptyOf, readable, unreadable, type Entry, type FieldSpec, type Wrong } from '@/forms/spec'
import SignerChoice from '@/views/start/SignerChoice.vue'
import { fieldOf } from '@/views/start/own'

const lines: FieldSpec = { key: 'lines', label: 'l', type: 'rows', of: [{ key: 'pieces', label: 'p', type: 'whole' }] }

/** A form of one field, with what it holds. */
function form(spec: FieldSpec, begin: unknown, faults: Wrong[] = []) {
  const value = ref(begin)
  const show = () => h(FormField, { spec, at: spec.key, faults, names: {}, modelValue: value.value, 'onUpdate:modelValue': (to: unknown) => (value.value = to) })
  return { value, page: mount(defineComponent({ setup: () => show }), { global: { plugins: [words] }, attachTo: document.body }) }
}

describe('a number', () => {
  it('that is none stays as it was typed, is a fault, and is no part of what is sent', async () => {
    const { value, page } = form({ key: 'pieces', label: 'p', type: 'whole' }, 2)
    await page.find('input').setValue('2.5')
    expect([value.value, page.find('input').element.value, page.find('.wrong').exists()]).toEqual(['2.5', '2.5', true])
    await page.find('input').setValue('３')
    expect([value.value, page.find('input').element.value, page.find('.wrong').exists()]).toEqual([3, '３', false])
    expect(unreadable([lines], { lines: [{ pieces: 1 }, { pieces: '2.5' }] })).toEqual(['lines[1].pieces'])
    expect(readable([lines], { lines: [{ pieces: 1 }, { pieces: '2.5' }] })).toEqual({ lines: [{ pieces: 1 }, { pieces: 0 }] })
    expect([amountOf('grams', '1.9'), amountOf('grams', '0.0005'), amountOf('whole', '')]).toEqual([1900, '0.0005', 0])
    page.unmount()
  })
})

describe('what is wrong', () => {
  const specs: FieldSpec[] = [
    { key: 'seal', label: '印章', type: 'choice', options: ['a', 'b'].map((value) => ({ value, label: value })) }, { key: 'on', label: '日期', type: 'date' },
    { ...lines, totals: [{ key: 'sum', label: '合计', column: 'pieces', money: false }] },
  ]
  const fault = (at: string) => ({ at, text: '此栏必填' })
  const page = () => mount({ setup: () => () => h('form', specs.map((spec) => h(FormField, {
    spec, at: spec.key, faults: ['seal', 'on', 'lines[0].pieces'].map(fault), names: {}, modelValue: emptyOf(spec),
  }))) }, { global: { plugins: [words] }, attachTo: document.body })
  const focused = () => document.activeElement?.closest('.field')?.querySelector('legend, label')?.textContent?.trim()
  it('is led to: first to the first, be it a choice, and no calendar opens over it', async () => {
    const form = page()
    await flushPromises()
    leadToFirst(form.element as HTMLElement)
    expect([focused(), (document.activeElement as HTMLInputElement).type]).toEqual(['印章 选填', 'radio'])
    leadTo('on')
    await flushPromises()
    expect([focused(), form.find('.el-picker__popper[aria-hidden=false]').exists()]).toEqual(['日期 选填', false])
    leadTo('lines[0].pieces')
    expect(document.activeElement?.id).toBe('f-lines[0].pieces')
    leadTo('lines[0]') // a row as a whole
    expect(document.activeElement?.id).toBe('f-lines[0].pieces')
    form.unmount()
  })
  it('is named by its field, and its row', () => {
    expect(['seal', 'lines[2].pieces', 'lines[1]', 'lines', 'sum', 'gone'].map((at) => calledAt(specs, at)))
      .toEqual([{ label: '印章' }, { label: 'p', row: 3 }, { label: 'l', row: 2 }, { label: 'l' }, { label: '合计' }, undefined])
  })
})

describe('rows', () => {
  it('leave with what was typed into them, and the others keep theirs', async () => {
    const { value, page } = form(lines, [{ pieces: 1 }, { pieces: 2 }, { pieces: 3 }])
    const inputs = () => page.findAll('input').map((i) => i.element.value)
    await page.findAll('input')[0]!.setValue('x')
    const third = page.findAll('input')[2]!.element
    await page.findAll('li button')[0]!.trigger('click')
    await nextTick()
    expect([inputs(), page.findAll('.wrong').length, value.value]).toEqual([['2', '3'], 0, [{ pieces: 2 }, { pieces: 3 }]])
    expect(page.findAll('input')[1]!.element).toBe(third)
    page.unmount()
  })
})

describe('a day', () => {
  it('that there is none is not made another, stays as it was typed, and is a fault', async () => {
    const { value, page } = form({ key: 'on', label: 'o', type: 'date' }, '2026-03-02')
    const input = page.find('input')
    async function type(text: string) {
      input.element.dispatchEvent(new FocusEvent('focus'))
      await input.setValue(text)
      input.element.dispatchEvent(new FocusEvent('blur'))
      input.element.dispatchEvent(new FocusEvent('focusout', { bubbles: true }))
      await nextTick()
      return [value.value, page.find('.wrong').exists() && page.find('.wrong').text().includes(text)]
    }
    expect(await type('2026-02-30')).toEqual(['2026-02-30', true]) // which the calendar takes for 2 March
    expect(await type('2026/2/3')).toEqual(['2026-02-03', false])
    page.unmount()
  }, 20_000)
})

describe('what was picked', () => {
  it('is called by its name, and never by its id', async () => {
    const called = async (names: Record<string, string>) => {
      const page = mount(FormField, { props: { spec: { key: 'a', label: 'a', type: 'pick', look: () => Promise.resolve([]) }, at: 'a', faults: [], names, modelValue: '0190f3a2' }, global: { plugins: [words] } })
      await flushPromises()
      return page.find('.remote').text()
    }
    expect(await called({ '0190f3a2': '林晓雯' })).toContain('林晓雯')
    expect(await called({})).not.toContain('0190f3a2')
  })
})

describe('what is wrong with an entry', () => {
  const look = () => Promise.resolve([] as Entry[])
  const told = (page: { find: (s: string) => { attributes: (n: string) => string | undefined } }) => [page.find('input').attributes('aria-invalid'), page.find('input').attributes('aria-describedby')]
  for (const spec of [{ key: 'a', label: 'a', type: 'pick', look }, { key: 'a', label: 'a', type: 'date' }, { key: 'a', label: 'a', type: 'whole' }] as FieldSpec[]) {
    it(`is said of it: ${spec.type}`, async () => {
      const faults = ref<Wrong[]>([])
      const page = mount(defineComponent({ setup: () => () => h(FormField, { spec, at: 'a', faults: faults.value, names: {}, modelValue: '' }) }), { global: { plugins: [words] }, attachTo: document.body })
      expect(told(page)).toEqual([undefined, undefined])
      faults.value = [{ at: 'a', text: 'missing' }]
      await flushPromises()
      expect(told(page)).toEqual(['true', 'e-a'])
      expect(page.find('#e-a').text()).toBe('missing')
      faults.value = []
      await flushPromises()
      expect(told(page)).toEqual([undefined, undefined])
      page.unmount()
    })
  }
  it('is said of the choice of a signer', () => {
    const of = { of: 'x', number: 1, step: 's', stepName: 'S', range: [], clause: { id: '', title: '', text: '', source: '', exceptable: false } } as never
    const page = mount(SignerChoice, { props: { of, modelValue: [], faults: [{ at: 'signers.x', text: 'choose' }] }, global: { plugins: [words] }, attachTo: document.body })
    expect(told(page)).toEqual(['true', 'e-signers.x'])
    page.unmount()
  })
})

describe('looking for entries', () => {
  it('keeps the answer to the latest words, and says why there is none', async () => {
    const answers: Record<string, (found: string[] | Error) => void> = {}
    const looking = useLooking((q) => new Promise<string[]>((done, fail) => (answers[q] = (found) => (found instanceof Error ? fail(found) : done(found)))))
    void looking.search('a')
    void looking.search('ab')
    answers.ab!(['abel'])
    await flushPromises()
    answers.a!(['anna'])
    await flushPromises()
    expect([looking.found.value, looking.busy.value]).toEqual([['abel'], false])
    void looking.search('abc')
    answers.abc!(new Error('offline'))
    await flushPromises()
    expect([looking.found.value, looking.fault.value?.detail]).toEqual([[], 'offline'])
  })
})

describe('what had no answer', () => {
  const offline = new Refusal({ status: 0, key: 'offline' })
  it('is looked for again when the connection is back', async () => {
    const asked: string[] = []
    const looking = useLooking((q) => (asked.push(q), online.value ? Promise.resolve(['abel']) : Promise.reject(offline)))
    online.value = false
    await looking.search('ab')
    expect([looking.found.value, looking.fault.value]).toEqual([[], offline])
    online.value = true
    await flushPromises()
    expect([looking.found.value, looking.fault.value, asked]).toEqual([['abel'], undefined, ['ab', 'ab']])
  })
  it('is no alarm any more when the connection is back; what can be asked for again is', async () => {
    let asked = 0
    const note = (retry?: () => void) => mount(RefusalNote, { props: { fault: offline, retry }, global: { plugins: [words] } })
    online.value = false
    const [act, list] = [note(), note(() => asked++)]
    expect([act.find('.bad').text().includes('没有连上服务器'), list.find('.bad').exists(), asked]).toEqual([true, true, 0])
    online.value = true
    await nextTick()
    expect([act.find('.bad').exists(), act.text().includes('再点一次'), list.find('.bad').exists(), asked]).toEqual([false, true, false, 1])
  })
})

describe('a field of yes or no', () => {
  it('is a choice of two', () => {
    const field = fieldOf({ key: 'k', label: { zh: 'k', en: 'k' }, type: 'yes_no' })
    expect([field.type, field.options?.map((o) => o.value)]).toEqual(['choice', ['true', 'false']])
  })
})
