import { provide } from 'vue'
import { api, got } from '@/api/client'
import { upload } from '@/api/upload'
import { fieldFiles } from '@/forms/files'
import type { Saving } from './saving'

/** Lets the fields of a draft have files. A file needs a draft to be in: what is typed is
 * saved first, which makes one. */
export function useFieldFiles(draft: Pick<Saving, 'id' | 'seen' | 'fault' | 'save' | 'look'>) {
  provide(fieldFiles, {
    of: (field) => draft.seen.value?.document.fields.find((f) => f.key === field)?.files ?? [],
    async add(field, file, far) {
      if (!draft.id.value) await draft.save()
      if (!draft.id.value) throw draft.fault.value!
      await upload(`/api/v1/cases/${draft.id.value}/attachments?field=${encodeURIComponent(field)}`, file, far)
      await draft.look()
    },
    async remove(id) {
      await got(api.DELETE('/api/v1/attachments/{id}', { params: { path: { id } } }))
      await draft.look()
    },
  })
}
