import type { Directive } from 'vue'

/** Says of the entry within a library's field that it is wrong, and where that is explained:
 * v-described="the id of the explanation, or nothing where all is well". */
export const vDescribed: Directive<HTMLElement, string | undefined> = {
  mounted: (el, { value }) => describe(el, value),
  updated: (el, { value }) => describe(el, value),
}

function describe(el: HTMLElement, by: string | undefined) {
  const entry = el.matches('input') ? el : el.querySelector('input')
  if (!entry) return
  set(entry, 'aria-invalid', by ? 'true' : undefined)
  set(entry, 'aria-describedby', by)
}

function set(el: Element, name: string, to: string | undefined) {
  if (to === undefined) el.removeAttribute(name)
  else el.setAttribute(name, to)
}
