import type { FormValue } from '@/forms/spec'
import { shelf } from '@/session'

/** What a new draft begins with. */
export interface Beginning {
  kind: string
  form?: string // the code of a company's own form
  copy?: string // a case to take the content of
  subject?: string // the draft that an exception is about, or what a revocation would make void
  clause?: string // that an exception asks to be let pass
}

/** What was typed and is not in the house, and of which document it was made. */
export interface Unsaved {
  value: FormValue
  signers: Record<string, string[]>
  names?: Record<string, string> // of what was picked, by id
  of: FormValue
}

/** Keeps what was typed in the browser until the house has it: for the person, and for the one
 * draft; a new one is told apart by what it begins with. */
export function useBackup() {
  let name = ''
  return {
    /** Says which draft it is; what was kept for it before it had an id is forgotten. */
    of(draft: string | Beginning) {
      const next = 'draft.' + (typeof draft === 'string' ? draft : [draft.kind, draft.form, draft.copy, draft.subject, draft.clause].join('.'))
      if (name && name !== next) shelf().forget(name)
      name = next
    },
    keep: (unsaved: Unsaved) => shelf().keep(name, unsaved),
    kept: () => shelf().kept<Unsaved>(name),
    forget: () => shelf().forget(name),
  }
}

export type Backup = ReturnType<typeof useBackup>
