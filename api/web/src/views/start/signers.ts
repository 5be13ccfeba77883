import { ref, shallowRef } from 'vue'
import { api, got, type Shape } from '@/api/client'
import type { FormValue } from '@/forms/spec'

export type Choice = Shape<'ChoiceView'>

/** Whom the applicant chooses to sign, by the selector that allows it (approval.choose-signers):
 * what there is to choose is known once the draft is saved. */
export function useSigners() {
  const choices = shallowRef<Choice[]>([])
  const chosen = ref<Record<string, string[]>>({})

  /** Takes the choices out of a document. */
  function take(document: FormValue) {
    chosen.value = { ...(document.signers as Record<string, string[]> | undefined) }
  }
  /** The document with the choices. */
  function into(document: FormValue): FormValue {
    const { signers: _, ...rest } = document
    const some = Object.entries(chosen.value).filter(([, people]) => people.length)
    return some.length ? { ...rest, signers: Object.fromEntries(some) } : rest
  }
  /** Asks what there is to choose. A choice that no longer is one falls away. */
  async function look(id: string) {
    choices.value = (await got(api.GET('/api/v1/cases/{id}/choices', { params: { path: { id } } }))).rows
  }
  return { choices, chosen, take, into, look }
}
