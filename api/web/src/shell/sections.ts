import type { Shape } from '@/api/client'

/** A place in the sidebar. */
export interface Section {
  to: string
  words: string
  icon: string // the path of a 24x24 line drawing
  /** Who sees it; everybody without. The house decides on every request all the same. */
  shown?: (me: Shape<'Person'>) => boolean
}

export const sections: Section[] = [
  { to: '/inbox/todo', words: 'inbox.title', icon: 'M4 13l2.5-8h11L20 13v6H4zM4 13h5a3 3 0 0 0 6 0h5' },
  { to: '/start', words: 'start.title', icon: 'M6 3h9l4 4v14H6zM12.5 10v7M9 13.5h7' },
]
