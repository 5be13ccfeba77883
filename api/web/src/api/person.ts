import { ref } from 'vue'

/** Who is at work on the page. Every request says so, and the house refuses where somebody
 * else has signed in meanwhile, in another tab. */
export const atWork = { id: '' }

/** The header that names them. */
export const personHeader = 'Countersign-Person'

/** Whether somebody else has signed in. */
export const another = ref(false)
