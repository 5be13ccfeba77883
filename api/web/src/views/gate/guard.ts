import type { Shape } from '@/api/client'

const atGate = (post: Shape<'PostView'>) => post.function === 'gate'

/** Who has a post at the gate. */
export const guards = (me: Shape<'Person'>) => (me.posts ?? []).some(atGate)

/** Whether the gate is all that a person does: it is where the desk begins then. */
export const onlyGuards = (me: Shape<'Person'>) => guards(me) && me.posts.every(atGate)
