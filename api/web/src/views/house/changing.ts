import type { Shape } from '@/api/client'

/** A few changed rows of the organisation. */
export type Rows = Shape<'OrganisationChange'>
export type Values = Record<string, string>
export interface Option {
  value: string
  label: string
}

/** What a person fills in. Its label and hint are words of `house.chg`. */
export interface Entry {
  name: string
  kind: 'text' | 'day' | 'choice' | 'person' | 'check'
  label: string
  value?: string
  needed?: boolean
  hint?: string
  options?: Option[]
  of?: string // whom a tick is about
}

/** A small change: what is asked for, and the rows that the answers make. */
export interface Changing {
  what: string
  name: string
  entries: Entry[]
  rows: (v: Values) => Rows
}

type PostRow = Shape<'PostRowForm'>
type UnitRow = Shape<'UnitRowForm'>
interface Held {
  post: string
  no: string
  name: string
  from: string
  until?: string
}

const ranks = ['gm', 'deputy_gm', 'head', 'deputy_head', 'staff'].map((value): Option => ({ value, label: 'house.rank.' + value }))
const functions = ['office', 'marketing', 'production', 'workshop', 'warehouse', 'finance', 'gate', 'hr', 'sales', 'service', 'quality', 'laboratory', 'property', 'other'].map((value): Option => ({ value, label: 'house.function.' + value }))

/** What is sent of an entry that was there: nothing where it stays, a hyphen where it is taken away. */
export const kept = (was: string | undefined, now: string | undefined) => ((now ?? '').trim() === (was ?? '') ? undefined : (now ?? '').trim() || '-')

/** The day after, as 2026-12-01. */
export function next(day: string): string {
  const at = new Date(day + 'T00:00:00Z')
  at.setUTCDate(at.getUTCDate() + 1)
  return at.toISOString().slice(0, 10)
}

// A holding ends on a day unless it ends before; one that has not begun then never was.
const ended = (held: Held[], day: string) => held.filter((h) => !h.until || h.until > day).map((h) => ({ post: h.post, person: h.no, from: h.from, until: h.from > day ? h.from : day }))
const some = (rows: Rows): Rows => Object.fromEntries(Object.entries(rows).filter(([, v]) => v.length))

/** Somebody is given a post; those who hold it may end on the same day. */
export function appoint(post: { code: string; title: string; rank: string }, held: Held[], today: string): Changing {
  const open = held.filter((h) => !h.until && h.from <= today)
  const swap = open.length === 1 && post.rank !== 'staff' ? 'yes' : ''
  return {
    what: 'appoint', name: post.title,
    entries: [
      { name: 'person', kind: 'person', label: 'person', needed: true },
      { name: 'from', kind: 'day', label: 'from', value: today, needed: true },
      { name: 'until', kind: 'day', label: 'until', hint: 'untilHint' },
      ...open.map((h): Entry => ({ name: 'end-' + h.no, kind: 'check', label: 'swap', of: h.name, value: swap })),
    ],
    rows: (v) => ({ holdings: [...ended(open.filter((h) => v['end-' + h.no]), v.from!), { post: post.code, person: v.person!, from: v.from!, until: v.until || undefined }] }),
  }
}

/** Somebody holds a post no longer. */
export const endHolding = (title: string, held: Held, today: string): Changing => ({
  what: 'end', name: `${held.name} · ${title}`,
  entries: [{ name: 'until', kind: 'day', label: 'until', value: held.from > today ? held.from : today, needed: true, hint: 'endHint' }],
  rows: (v) => ({ holdings: [{ post: held.post, person: held.no, from: held.from, until: v.until }] }),
})

const postEntries = (row: Partial<PostRow>, posts: Option[]): Entry[] => {
  const others = posts.filter((p) => p.value !== row.code)
  const with_ = (code?: string) => (code && !others.some((p) => p.value === code) ? [{ value: code, label: code }, ...others] : others)
  return [
    { name: 'title', kind: 'text', label: 'postTitle', value: row.title, needed: true },
    { name: 'titleEn', kind: 'text', label: 'english', value: row.titleEn },
    { name: 'rank', kind: 'choice', label: 'rank', value: row.rank ?? 'staff', needed: true, options: ranks },
    { name: 'superior', kind: 'choice', label: 'superior', value: row.superior, options: with_(row.superior) },
    { name: 'deputyOf', kind: 'choice', label: 'deputyOf', value: row.deputyOf, options: with_(row.deputyOf) },
  ]
}

/** A post is called otherwise, or has another superior, unit or rank. */
export const changePost = (row: PostRow, posts: Option[], units: Option[]): Changing => ({
  what: 'change', name: row.title!,
  entries: [...postEntries(row, posts), { name: 'unit', kind: 'choice', label: 'unit', value: row.unit, needed: true, options: units }],
  rows: (v) => ({ posts: [{ code: row.code, title: kept(row.title, v.title), titleEn: kept(row.titleEn, v.titleEn), rank: kept(row.rank, v.rank), superior: kept(row.superior, v.superior), deputyOf: kept(row.deputyOf, v.deputyOf), unit: kept(row.unit, v.unit) }] }),
})

/** A post is there no longer, and nobody holds it. */
export const endPost = (row: PostRow, held: Held[], today: string): Changing => ({
  what: 'endPost', name: row.title!,
  entries: [{ name: 'until', kind: 'day', label: 'endOf', value: today, needed: true, hint: 'endPostHint' }],
  rows: (v) => some({ posts: [{ code: row.code, until: v.until }], holdings: ended(held, v.until!) }),
})

/** A post that is new in a unit. */
export const newPost = (company: string, unit: { code: string; name: string }, posts: Option[]): Changing => ({
  what: 'newPost', name: unit.name,
  entries: [{ name: 'code', kind: 'text', label: 'code', needed: true, hint: 'codeHint' }, ...postEntries({}, posts), { name: 'from', kind: 'day', label: 'begins', hint: 'beginsHint' }],
  rows: (v) => ({ posts: [{ company, unit: unit.code, code: v.code!.trim(), title: v.title, titleEn: v.titleEn, rank: v.rank, superior: v.superior, deputyOf: v.deputyOf, from: v.from }] }),
})

const unitEntries = (row: Partial<UnitRow>, units: Option[]): Entry[] => [
  { name: 'name', kind: 'text', label: 'unitName', value: row.name, needed: true },
  { name: 'nameEn', kind: 'text', label: 'english', value: row.nameEn },
  { name: 'function', kind: 'choice', label: 'function', value: row.function ?? 'other', needed: true, hint: 'functionHint', options: functions },
  { name: 'parent', kind: 'choice', label: 'parent', value: row.parent, options: units.filter((u) => u.value !== row.code) },
]

/** A unit that is new, below another or by itself. */
export const newUnit = (company: string, parent: { code: string; name: string } | undefined, units: Option[]): Changing => ({
  what: 'newUnit', name: parent?.name ?? '',
  entries: [{ name: 'code', kind: 'text', label: 'code', needed: true, hint: 'codeHint' }, ...unitEntries({ parent: parent?.code }, units), { name: 'from', kind: 'day', label: 'begins', hint: 'beginsHint' }],
  rows: (v) => ({ units: [{ company, code: v.code!.trim(), name: v.name, nameEn: v.nameEn, function: v.function, parent: v.parent, from: v.from }] }),
})

/** A unit is called otherwise, or stands elsewhere. */
export const changeUnit = (row: UnitRow, units: Option[]): Changing => ({
  what: 'change', name: row.name!,
  entries: unitEntries(row, units),
  rows: (v) => ({ units: [{ company: row.company, code: row.code, name: kept(row.name, v.name), nameEn: kept(row.nameEn, v.nameEn), function: kept(row.function, v.function), parent: kept(row.parent, v.parent) }] }),
})

/** A unit is there no longer, nor are its posts. */
export const endUnit = (row: UnitRow, posts: { code: string; until?: string }[], held: Held[], today: string): Changing => ({
  what: 'endUnit', name: row.name!,
  entries: [{ name: 'until', kind: 'day', label: 'endOf', value: today, needed: true, hint: 'endUnitHint' }],
  rows: (v) => some({ units: [{ company: row.company, code: row.code, until: v.until }], posts: posts.filter((p) => !p.until || p.until > v.until!).map((p) => ({ code: p.code, until: v.until })), holdings: ended(held, v.until!) }),
})

/** Somebody who is new, with a post from a day on. */
export const newPerson = (posts: Option[], today: string): Changing => ({
  what: 'newPerson', name: '',
  entries: [
    { name: 'no', kind: 'text', label: 'no', needed: true, hint: 'noHint' }, ...personEntries({}), { name: 'login', kind: 'text', label: 'login', hint: 'loginHint' },
    { name: 'post', kind: 'choice', label: 'firstPost', options: posts }, { name: 'from', kind: 'day', label: 'from', value: today, needed: true },
  ],
  rows: (v) => some({ people: [{ no: v.no!.trim(), name: v.name, nameEn: v.nameEn, login: v.login, email: v.email, phone: v.phone }], holdings: v.post ? [{ post: v.post, person: v.no!.trim(), from: v.from! }] : [] }),
})

const personEntries = (row: Partial<Shape<'PersonRowForm'>>): Entry[] => [
  { name: 'name', kind: 'text', label: 'personName', value: row.name, needed: true }, { name: 'nameEn', kind: 'text', label: 'english', value: row.nameEn },
  { name: 'email', kind: 'text', label: 'email', value: row.email }, { name: 'phone', kind: 'text', label: 'phone', value: row.phone },
]

/** Somebody is called otherwise, or reached otherwise. */
export const correct = (row: Shape<'PersonRowForm'>): Changing => ({
  what: 'correct', name: row.name!,
  entries: personEntries(row),
  rows: (v) => ({ people: [{ no: row.no, name: kept(row.name, v.name), nameEn: kept(row.nameEn, v.nameEn), email: kept(row.email, v.email), phone: kept(row.phone, v.phone) }] }),
})

/** Somebody leaves after a last day, and holds nothing from then on. */
export const leave = (row: Shape<'PersonRowForm'>, held: Held[], today: string): Changing => ({
  what: 'leave', name: row.name!,
  entries: [{ name: 'last', kind: 'day', label: 'lastDay', value: today, needed: true, hint: 'leaveHint' }],
  rows: (v) => some({ people: [{ no: row.no, until: next(v.last!) }], holdings: ended(held, next(v.last!)) }),
})
