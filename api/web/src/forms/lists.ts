import { inject, provide, useTemplateRef, type InjectionKey } from 'vue'

const out: InjectionKey<boolean> = Symbol('lists may lie outside')

/** Says whether the lists of the pickers within may lie outside their frame: a dialog cuts off
 * what does not. Within a container of queries they may not, for it is a frame of its own. */
export const letListsOut = (may: boolean) => provide(out, may)

interface Picker {
  expanded: boolean
  toggleMenu: () => void
}

/** How the list of a picker lies: as wide as its field, below it or above where there is no room,
 * and within the screen. Where several can be picked, close is called after each: the picker's ref
 * is picker. */
export function useList() {
  const picker = useTemplateRef<Picker>('picker')
  const list = {
    teleported: false, fitInputWidth: true, reserveKeyword: false, placement: 'bottom-start' as const,
    fallbackPlacements: ['bottom-start' as const, 'top-start' as const],
    popperOptions: { strategy: inject(out, false) ? ('fixed' as const) : ('absolute' as const) },
  }
  const close = () => picker.value?.expanded && picker.value.toggleMenu()
  return { list, close }
}
