import type { Shape } from '@/api/client'
import { sayText } from '@/lib/said'

export type Definition = Shape<'FormDefinition'>
export type FormRow = Shape<'FormRow'>
export type Task = Shape<'FormTask'>

/** A form to begin with: one field and one signature. */
export function blankForm(): Definition {
  return { code: '', version: 0, series: '', name: { zh: '', en: '' }, clause: { zh: '', en: '' }, fields: [blankField([])], signatures: [blankRow(1)], tasks: [] }
}

export function blankField(others: { key: string }[]): Shape<'FormField'> {
  let n = others.length + 1
  while (others.some((f) => f.key === 'field_' + n)) n++
  return { key: 'field_' + n, label: { zh: '', en: '' }, type: 'line' }
}

export const blankRow = (round: number): FormRow => ({ round, mode: 'all', of: ['head@case-unit'] })

/** A task that nobody has yet: who carries it out is chosen, the house asks for it. */
export function blankTask(others: Task[]): Task {
  let n = others.length + 1
  while (others.some((t) => t.step === 'task_' + n)) n++
  return { ...blankRow(1), mode: 'any', of: [], step: 'task_' + n, name: { zh: '', en: '' } }
}

/** The definition as the house takes it: without what is empty; what has no English is called
 * the same in both languages. */
export function tidy(d: Definition): Definition {
  return JSON.parse(JSON.stringify(d, (key, value: unknown) => {
    if (key === 'hint' && isText(value) && !value.zh && !value.en) return undefined
    if (isText(value)) return value.en.trim() ? value : { zh: value.zh, en: value.zh }
    if (key === 'fields' || key === 'signatures' || key === 'of') return value
    if (value === '' && !['zh', 'en', 'code', 'series', 'key', 'value', 'step', 'type', 'mode', 'from', 'until', 'kind'].includes(key)) return undefined
    if (value === false || (value === 0 && !['version', 'round', 'decimals'].includes(key))) return undefined
    if (Array.isArray(value) && !value.length) return undefined
    if (value && typeof value === 'object' && !Array.isArray(value) && (!Object.keys(value).length || (key === 'hint' && Object.values(value).every((v) => !v)))) return undefined
    return value
  })) as Definition
}

const isText = (value: unknown): value is Shape<'FormText'> =>
  typeof value === 'object' && value !== null && Object.keys(value).sort().join() === 'en,zh'

/** Something in which two versions of a form differ. */
export interface FormDifference {
  at: string
  was?: string
  now?: string
}

/** Compares two versions, place by place; fields and tasks belong together by their key. */
export function formDifferences(was: Definition, now: Definition): FormDifference[] {
  const [a, b] = [flat(was), flat(now)]
  return [...new Set([...a.keys(), ...b.keys()])].filter((at) => a.get(at) !== b.get(at) && at !== 'version').map((at) => ({ at, was: a.get(at), now: b.get(at) }))
}

/** A place of a form in words: "栏目“天数” · 说明 · 中文"; what has no word stands as it is. */
export function placeWords(at: string, forms: Definition[], say: (word: string) => string): string {
  const label = (key: string) => {
    const of = forms.flatMap((d) => [...d.fields.flatMap((f) => [f, ...(f.columns ?? [])]).filter((f) => f.key === key).map((f) => f.label), ...(d.tasks ?? []).filter((t) => t.step === key).map((t) => t.name)])
    return of[0] ? sayText(of[0]) || key : key
  }
  return at.split('.').map((part) => {
    const [, word, of] = /^([^[]*)(?:\[(.*)\])?$/.exec(part)!
    return of === undefined ? say(word!) : `${say(word!)} ${label(of)}`
  }).join(' · ')
}

function flat(value: unknown, at = '', into = new Map<string, string>()): Map<string, string> {
  if (Array.isArray(value) && value.every((v) => typeof v === 'string')) into.set(at, value.join(' '))
  else if (Array.isArray(value)) value.forEach((v: Record<string, unknown>, i) => flat(v, `${at}[${String(v.key ?? v.step ?? v.value ?? i + 1)}]`, into))
  else if (value && typeof value === 'object') for (const [k, v] of Object.entries(value)) flat(v, at ? at + '.' + k : k, into)
  else if (value !== undefined) into.set(at, String(value))
  return into
}

/** The fields that name people or departments, by whom rows may say who acts. */
export const namedBy = (d: Definition) => d.fields.filter((f) => f.type === 'person' || f.type === 'unit').map((f) => ({ key: f.key, label: sayText(f.label) || f.key }))

/** Something that can be chosen. */
export interface Choosable {
  value: string
  label: string
}

/** The columns that a number or an amount can be the total of. */
export const totalsOf = (d: Definition, type: string): Choosable[] => d.fields.flatMap((f) => (f.columns ?? []).filter((c) => c.type === type)
  .map((c) => ({ value: f.key + '.' + c.key, label: (sayText(f.label) || f.key) + ' · ' + (sayText(c.label) || c.key) })))

/** The steps of a form as the diagram wants them: for one amount and what is filled in, with who acts in words. */
export function comingOf(d: Definition, check: Shape<'FormRowView'>[], amount: number, signs: string, values: Record<string, unknown> = {}): Shape<'ComingView'>[] {
  const clause = { id: '', title: '', source: '', text: '', exceptable: false }
  const said = (at: string) => check.find((r) => r.at === at)
  const round = (at: string, r: FormRow): Shape<'ComingRound'> => ({ mode: r.mode, modeName: said(at)?.modeName ?? r.mode, need: r.need ?? 0, left: [], seats: (said(at)?.who ?? r.of).map((who) => ({ post: '', holders: [who] })) })
  const holds = (r: FormRow) => amount >= (r.from ?? 0) && (!r.to || amount < r.to) && (r.when ?? []).every((w) => [values[w.field]].flat().some((v) => (w.in ?? []).includes(String(v ?? ''))))
  const signatures = d.signatures.map((r, i) => ({ r, at: `signatures[${i}]` })).filter(({ r }) => holds(r)).sort((x, y) => x.r.round - y.r.round)
  const steps: Shape<'ComingView'>[] = [{ step: 'signatures', stepName: signs, clause, depends: [], rounds: signatures.map(({ r, at }) => round(at, r)) }]
  return [...steps, ...(d.tasks ?? []).map((t, i) => ({ t, i })).filter(({ t }) => holds(t)).map(({ t, i }) => ({ step: t.step, stepName: sayText(t.name) || t.step, clause, depends: [], rounds: [round(`tasks[${i}]`, t)] }))]
}

/** The steps at which a field has rights. */
export function rightSteps(d: Definition): string[] {
  return ['start', 'signatures', ...[...new Set(d.signatures.map((r) => r.round))].sort((a, b) => a - b).map((n) => 'signatures.' + n), ...(d.tasks ?? []).map((t) => t.step)]
}

/** The amounts at which other people sign. */
export function amountsOf(d: Definition): number[] {
  return [...new Set(d.signatures.map((r) => Number(r.from) || 0).concat(0))].sort((a, b) => a - b)
}

/** The fields on which rows may depend, with what can be chosen of each. */
export function decidersOf(d: Definition, yesNo: (value: string) => string): { key: string; label: string; options: { value: string; label: string }[] }[] {
  return d.fields.filter((f) => f.type === 'choice' || f.type === 'choices' || f.type === 'yes_no').map((f) => ({
    key: f.key, label: sayText(f.label) || f.key,
    options: f.type === 'yes_no' ? ['true', 'false'].map((value) => ({ value, label: yesNo(value) })) : (f.options ?? []).map((o) => ({ value: o.value, label: sayText(o.label) || o.value })),
  }))
}
