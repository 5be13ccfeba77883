/** Whether a key belongs to what is being typed, or to the browser. */
export function typing(e: KeyboardEvent): boolean {
  if (e.ctrlKey || e.metaKey || e.altKey || e.isComposing) return true
  const at = e.target as HTMLElement | null
  return !!at?.closest('input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=true]')
}
