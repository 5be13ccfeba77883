import { ref } from 'vue'

/** Whether single letters are shortcuts: who speaks to the computer, or whose hands tremble,
 * switches them off. */
export const letters = ref(true)

/** Whether a key belongs to what is being typed, or to the browser, or is no shortcut. */
export function typing(e: KeyboardEvent): boolean {
  if (e.ctrlKey || e.metaKey || e.altKey || e.isComposing) return true
  if (!letters.value && e.key.length === 1) return true
  const at = e.target as HTMLElement | null
  return !!at?.closest?.('input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=true]')
}
