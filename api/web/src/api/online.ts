import { ref } from 'vue'

/** Whether the house answered last. */
export const online = ref(true)

addEventListener('offline', () => (online.value = false))
addEventListener('online', () => (online.value = true))
