import { ref } from 'vue'

const screen = matchMedia('(max-width: 767px)')

/** Whether the screen is a phone's. */
export const narrow = ref(screen.matches)
screen.addEventListener('change', () => (narrow.value = screen.matches))
