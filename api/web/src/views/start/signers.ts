import { ref, shallowRef } from 'vue'
import { api, got, type Shape } from '@/api/client'
import type { FormValue } from '@/forms/spec'

export type Choice = Shape<'ChoiceView'>
type Chosen = Record<string, string[]>

/** Whom the applicant chooses to sign, by the selector that allows it (approval.choose-signers):
 * what there is to choose is known once the draft is saved. */
export function useSigners() {
  const choices = shallowRef<Choice[]>([])
  const chosen = ref<Chosen>({})

  /** Takes the choices out of a document. */
  function take(document: FormValue) {
    chosen.value = { ...(document.signers as Chosen | undefined) }
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
    const left = standing(chosen.value, choices.value)
    if (JSON.stringify(left) !== JSON.stringify(chosen.value)) chosen.value = left
  }
  return { choices, chosen, take, into, look }
}

/** What was chosen, as far as it is still offered: by selector, and of it the people. */
export function standing(chosen: Chosen, choices: Choice[]): Chosen {
  const offered = new Map(choices.map((c) => [c.of, c.range.map((p) => p.id)]))
  const left = Object.entries(chosen).filter(([of]) => offered.has(of))
  return Object.fromEntries(left.map(([of, people]) => [of, people.filter((p) => offered.get(of)!.includes(p))]))
}
