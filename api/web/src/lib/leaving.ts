import { getCurrentScope, onScopeDispose } from 'vue'
import { onBeforeRouteLeave, onBeforeRouteUpdate } from 'vue-router'

/** Asks before what was changed and is not kept is lost: by another page, by another
 * address of the same view, by the tab being closed or read again. */
export function askBeforeLeaving(changed: () => boolean, words: () => string): void {
  const stay = () => !changed() || confirm(words())
  onBeforeRouteLeave(stay)
  onBeforeRouteUpdate(stay)
  const unload = (e: BeforeUnloadEvent) => void (changed() && e.preventDefault())
  addEventListener('beforeunload', unload)
  if (getCurrentScope()) onScopeDispose(() => removeEventListener('beforeunload', unload))
}
