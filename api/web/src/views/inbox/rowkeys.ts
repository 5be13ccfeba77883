import { onBeforeUnmount, onMounted, type Ref } from 'vue'
import { typing } from '@/lib/keys'

/** Keys of a list: j and k go through it, x picks, a acts on what is picked. Enter
 * opens what has the focus, as links do. */
export function useRowKeys(list: Ref<HTMLElement | undefined>, on: { toggle: (index: number) => void; act: () => void }): void {
  const links = () => Array.from(list.value?.querySelectorAll<HTMLElement>('[data-row]') ?? [])
  function press(e: KeyboardEvent) {
    if (typing(e) || document.querySelector('dialog[open]')) return
    const all = links()
    const at = all.findIndex((link) => link.closest('li')?.contains(document.activeElement))
    const move = (to: number) => all[Math.max(0, Math.min(all.length - 1, to))]?.focus()
    if (e.key === 'j') move(at + 1)
    else if (e.key === 'k') move(at < 0 ? 0 : at - 1)
    else if (e.key === 'x' && at >= 0) on.toggle(at)
    else if (e.key === 'a') on.act()
    else return
    e.preventDefault()
  }
  onMounted(() => document.addEventListener('keydown', press))
  onBeforeUnmount(() => document.removeEventListener('keydown', press))
}
