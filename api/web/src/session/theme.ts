import { ref, watchEffect } from 'vue'

export type Theme = 'system' | 'light' | 'dark'

const key = 'countersign.theme' // public/theme.js reads it too
const system = matchMedia('(prefers-color-scheme: dark)')
const systemDark = ref(system.matches)
system.addEventListener('change', (e) => (systemDark.value = e.matches))

function kept(): Theme {
  try {
    const value = localStorage.getItem(key)
    return value === 'light' || value === 'dark' ? value : 'system'
  } catch {
    return 'system'
  }
}

// Paper is light.
const printing = ref(false)
addEventListener('beforeprint', () => (printing.value = true))
addEventListener('afterprint', () => (printing.value = false))

export const theme = ref<Theme>(kept())

watchEffect(() => {
  document.documentElement.classList.toggle('dark', !printing.value && (theme.value === 'dark' || (theme.value === 'system' && systemDark.value)))
}, { flush: 'sync' }) // before the page is put on paper

export function setTheme(to: Theme): void {
  theme.value = to
  try {
    localStorage.setItem(key, to)
  } catch {
    // It holds until the page is closed.
  }
}
