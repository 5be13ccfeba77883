import { ref } from 'vue'
import { api, got, type Shape } from '@/api/client'

/** How many tasks wait for the person, and how many notices were not read. */
export const todo = ref<Shape<'Count'>>({ todo: 0, more: false, unread: 0, moreUnread: false })

export async function recount(): Promise<void> {
  todo.value = await got(api.GET('/api/v1/inbox/count'))
}
