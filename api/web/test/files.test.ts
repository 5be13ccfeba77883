import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Shape } from '@/api/client'
import FormField from '@/forms/FormField.vue'
import { fieldFiles } from '@/forms/files'
import { words } from '@/i18n'
import type { Definition } from '@/views/rules/forms'
import DraftFiles from '@/views/start/DraftFiles.vue'
import { specOf } from '@/views/start/specs'
import { DraftHouse, openForm } from './drafthouse'

const both = (zh: string) => ({ zh, en: zh })
const contract: Definition = { code: 'contract', version: 1, series: 'HT', name: both('合同'), clause: both('须经批准'), signatures: [],
  fields: [{ key: 'party', label: both('对方'), type: 'line' }, { key: 'papers', label: both('合同文本'), type: 'files', required: true, most: 2 }] }
const file = (id: string) => ({ id, name: id + '.pdf', size: 2048, hash: 'ab', mediaType: 'application/pdf', by: 'x', at: '' }) as Shape<'AttachmentView'>

afterEach(() => vi.unstubAllGlobals())

describe('a field of files', () => {
  const spec = specOf('form', contract)![1]!
  const show = (there: Shape<'AttachmentView'>[], add = vi.fn(async () => undefined), remove = vi.fn(async () => undefined)) => ({ add, remove, page: mount(FormField, {
    props: { spec, at: 'papers', modelValue: '', faults: [{ at: 'papers', text: '此栏必填' }], names: {} },
    global: { plugins: [words], provide: { [fieldFiles as symbol]: { of: (key: string) => (key === 'papers' ? there : []), add, remove } } },
  }) })

  it('lists what is there, takes more up to its limit, and says what is wrong', async () => {
    const { page, add, remove } = show([file('a')])
    expect(page.get('a').attributes('href')).toBe('/api/v1/attachments/a')
    expect(page.text()).toContain('此栏必填')
    const input = page.get<HTMLInputElement>('input[type=file]')
    expect(input.element.disabled).toBe(false)
    Object.defineProperty(input.element, 'files', { value: [new File(['x'], 'b.txt')] })
    await input.trigger('change')
    await flushPromises()
    expect(add.mock.calls[0]!.slice(0, 1)).toEqual(['papers'])
    await page.get('button[aria-label="删除 a.pdf"]').trigger('click')
    expect(remove).toHaveBeenCalledWith('a')
    expect(show([file('a'), file('b')]).page.find('input[type=file]').exists()).toBe(false)
  })

  it('is no part of what is typed: a file that came is no change by another hand', async () => {
    const house = new DraftHouse()
    house.forms = [contract]
    const { draft } = openForm()
    await draft.begin({ kind: 'form', form: 'contract' })
    draft.fill('party', '安大')
    await draft.save()
    const [id] = house.drafts.keys()
    house.change(id!, { ...house.drafts.get(id!)!.document, values: { party: '安大', papers: [{ id: 'a', name: 'a.pdf', sha256: 'ab', size: '2048' }] } })
    await draft.look()
    expect(draft.state.value).toBe('clean')
    draft.fill('party', '安大纺织')
    await draft.save()
    expect(draft.state.value).toBe('clean')
    expect(house.drafts.get(id!)!.document.values).toEqual({ party: '安大纺织' })
  })
})

describe('the files of a draft', () => {
  it('come and go in the same list: what is dropped is sent, and what is refused is said', async () => {
    const asked: string[] = []
    vi.stubGlobal('fetch', (request: Request) => (asked.push(request.method + ' ' + new URL(request.url).pathname), Promise.resolve(new Response('{}'))))
    const page = mount(DraftFiles, { props: { of: { id: 'd1', attachments: [file('a')] } as unknown as Shape<'CaseView'> }, global: { plugins: [words] } })
    expect(page.get('input').attributes('multiple')).toBeDefined()
    const large = new File(['x'], 'large.pdf')
    Object.defineProperty(large, 'size', { value: 21 << 20 })
    page.get('.upload-list').element.dispatchEvent(Object.assign(new Event('drop', { bubbles: true, cancelable: true }), { dataTransfer: { files: [large] } }))
    await flushPromises()
    expect([page.find('.bad').text().includes('large.pdf'), page.emitted('changed')?.length]).toEqual([true, 1])
    await page.get('button[aria-label="删除 a.pdf"]').trigger('click')
    await flushPromises()
    expect([asked, page.find('.bad').exists(), page.emitted('changed')?.length]).toEqual([['DELETE /api/v1/attachments/a'], false, 2])
  })
})
