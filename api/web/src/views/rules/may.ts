import type { Shape } from '@/api/client'

type Person = Shape<'Person'>
const holds = (me: Person, what: (p: Person['posts'][number]) => boolean) => (me.posts ?? []).some(what)

/** Who is offered to try and submit changes of the matrix; the house decides again. */
export const mayChange = (me: Person) => me.administrator || holds(me, (p) => p.function === 'hr' || p.function === 'office' || p.rank === 'gm')

/** Who is offered to define forms. */
export const mayDefine = (me: Person) => me.administrator || holds(me, (p) => p.function === 'hr' && p.rank === 'head')
