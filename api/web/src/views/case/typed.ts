import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { digits } from '@/lib/amounts'
import { nothingTyped, type Case, type Typed } from './acts'

/** What somebody types for a task, and the case as it was when it was looked at for that:
 * a signature binds what its signer was shown. */
export interface Entry {
  typed: Ref<Typed>
  shown: ShallowRef<Case>
}

const kept = new Map<string, Entry>()

/** What was typed for a task so far; it stays while the desk is open, also when another case
 * is looked at in between. Where nothing was typed it begins anew. */
export function entryOf(c: Case, task: string, verb: string): Entry {
  const begun = begin(c, verb)
  const entry = kept.get(task)
  if (entry && JSON.stringify(entry.typed.value) !== JSON.stringify(begin(entry.shown.value, verb))) return entry
  const fresh = { typed: ref(begun), shown: shallowRef(c) }
  kept.set(task, fresh)
  return fresh
}

/** A comment that is not sent yet. */
export interface Talk {
  typed: Ref<Typed>
  files: ShallowRef<File[]>
}

const talks = new Map<string, Talk>()

/** What was typed as a comment on a case so far, with its files; it stays while the desk is open. */
export function talkOf(id: string): Talk {
  const talk = talks.get(id) ?? { typed: ref(nothingTyped()), files: shallowRef<File[]>([]) }
  talks.set(id, talk)
  return talk
}

/** Forgets what was typed for a task that is done. */
export const forgetEntry = (task: string) => kept.delete(task)

function begin(c: Case, verb: string): Typed {
  const typed = nothingTyped()
  for (const l of c.document.lines) {
    typed.counts[l.line] = digits(String((verb === 'take' ? l.handedOver : undefined) ?? l.pieces ?? ''))
    if (l.ref) typed.whys[l.ref] = l.explanation ?? ''
  }
  if (verb === 'hand_over') typed.form = c.number ?? ''
  return typed
}
