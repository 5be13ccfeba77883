import type { Shape } from '@/api/client'
import { guards } from '@/views/gate/guard'

/** A place in the sidebar. */
export interface Section {
  to: string
  words: string
  icon: string // the path of a 24x24 line drawing
  /** Who sees it; everybody without. The house decides on every request all the same. */
  shown?: (me: Shape<'Person'>) => boolean
}

const leads = (me: Shape<'Person'>) => (me.posts ?? []).some((p) => p.rank === 'gm')

export const sections: Section[] = [
  { to: '/inbox/todo', words: 'inbox.title', icon: 'M4 13l2.5-8h11L20 13v6H4zM4 13h5a3 3 0 0 0 6 0h5' },
  { to: '/gate', words: 'shell.gate', icon: 'M12 3l8 3v6c0 5-3.5 7.5-8 9-4.5-1.5-8-4-8-9V6zM8.5 12l2.5 2.5 4.5-5', shown: guards },
  { to: '/start', words: 'start.title', icon: 'M6 3h9l4 4v14H6zM12.5 10v7M9 13.5h7' },
  { to: '/exceptions', words: 'shell.lead.exceptions', icon: 'M12 3l9 16H3zM12 10v4M12 16.5v.1', shown: leads },
  { to: '/standing', words: 'shell.lead.standing', icon: 'M4 13a8 8 0 1 1 16 0M12 13l4-4M4 17h16', shown: leads },
  { to: '/figures', words: 'shell.lead.figures', icon: 'M4 20V4M4 20h16M8 16v-4M12 16V8M16 16v-6', shown: leads },
  { to: '/registers', words: 'shell.lead.registers', icon: 'M5 4h14v16H5zM9 4v16M12 9h4M12 13h4', shown: (me) => !!me.registers },
  { to: '/rules', words: 'shell.rules', icon: 'M4 5c3-1.5 6-1.5 8 0 2-1.5 5-1.5 8 0v14c-3-1.5-6-1.5-8 0-2-1.5-5-1.5-8 0zM12 5v14' },
  { to: '/house/organisation', words: 'shell.house', icon: 'M4 20h16M6 20V6l6-3 6 3v14M10 20v-4h4v4M9.5 9h.1M14.5 9h.1M9.5 12.5h.1M14.5 12.5h.1' },
]
