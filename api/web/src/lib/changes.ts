import type { Shape } from '@/api/client'
import { kilograms } from './amounts'
import { changedRows, rowsOf } from './rows'
import type { Shelf } from './shelf'

/** A version of a document, as far as two can be compared. */
export interface Version {
  fields: Shape<'FieldView'>[]
  lines: Shape<'LineView'>[]
}

/** What differs between two versions: its name, and what it was and is; empty where it was not or is not. */
export interface Change {
  key: string
  label: string
  was: string
  now: string
}

/** The changes from one version of a document to another. Lines are told apart by variety and size. */
export function changesOf(was: Version, now: Version): Change[] {
  return [...compare(fieldsOf(was), fieldsOf(now)), ...rowsOf(was, now).flatMap((f) => changedRows(f)), ...compare(linesOf(was), linesOf(now))]
}

type Said = Map<string, { label: string; value: string }>

function compare(was: Said, now: Said): Change[] {
  const keys = [...new Set([...was.keys(), ...now.keys()])]
  const told = keys.map((key) => ({ key, label: (now.get(key) ?? was.get(key))!.label, was: was.get(key)?.value ?? '', now: now.get(key)?.value ?? '' }))
  return told.filter((c) => c.was !== c.now)
}

const fieldsOf = (v: Version): Said => new Map(v.fields.filter((f) => !f.rows).map((f) => [f.key, { label: f.label, value: f.value }]))
const linesOf = (v: Version): Said =>
  new Map(v.lines.map((l) => {
    const value = [l.pieces || '', kilograms(l.grams) + ' kg'].filter(Boolean).join(' · ')
    return ['line ' + l.variety + (l.size ?? ''), { label: [l.code, l.name, l.sizeName].filter(Boolean).join(' '), value }]
  }))

const mostLooks = 200 // cases that are remembered

/** What a person saw of cases when they were last looked at in this browser, by digest: it is
 * no content. Looking again at the same says the same, so that nothing is forgotten by a reload. */
export function looksOf(shelf: Shelf) {
  return {
    /** Notes that a case is looked at, and tells the digest of what was seen before that. */
    look(id: string, digest: string): string {
      const all = (shelf.kept<Look[]>(name) ?? []).filter((l) => l.id !== id)
      const last = (shelf.kept<Look[]>(name) ?? []).find((l) => l.id === id)
      const was = !last ? '' : last.now === digest ? last.was : last.now
      shelf.keep(name, [{ id, now: digest, was }, ...all].slice(0, mostLooks))
      return was
    },
  }
}

const name = 'looks'
interface Look {
  id: string
  now: string
  was: string
}
