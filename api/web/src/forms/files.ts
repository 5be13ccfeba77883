import type { InjectionKey } from 'vue'
import type { Shape } from '@/api/client'

export type Attachment = Shape<'AttachmentView'>

/** Hears how much of a file is sent, from 0 to 1. */
export type Far = (part: number) => void

/** The files of a case by field of its form: they come and go at once, and are no part of
 * what is typed. */
export interface FieldFiles {
  of: (field: string) => Attachment[]
  /** Sends a file, and tells how far it is. */
  add: (field: string, file: File, far: Far) => Promise<void>
  remove: (id: string) => Promise<void>
}

/** A form that is only looked at has none. */
export const fieldFiles: InjectionKey<FieldFiles> = Symbol('files of fields')

/** The extensions of files that the house takes. */
export const taken = '.pdf,.png,.jpg,.jpeg,.txt,.csv,.xlsx,.docx'
