import { onBeforeUnmount, onMounted } from 'vue'
import { online } from './online'

/** A listener hears the id of a case that changed; null when more may have. */
type Listener = (id: string | null) => void

const listeners = new Set<Listener>()
let source: EventSource | undefined
let retry: ReturnType<typeof setTimeout> | undefined

const tell = (id: string | null) => listeners.forEach((listener) => listener(id))

// A browser has few connections to one host: a page that nobody looks at gives its back.
function watch() {
  if (document.hidden || listeners.size === 0) return stop()
  if (source) return
  let first = true
  source = new EventSource('/api/v1/stream')
  source.onopen = () => {
    online.value = true
    if (!first) tell(null) // what changed meanwhile was not told
    first = false
  }
  source.addEventListener('case', (e) => tell((JSON.parse((e as MessageEvent<string>).data) as { case: string }).case))
  source.addEventListener('missed', () => tell(null))
  source.onerror = () => {
    if (source?.readyState !== EventSource.CLOSED) return
    stop()
    retry = setTimeout(() => (watch(), tell(null)), 10_000)
  }
}

function stop() {
  clearTimeout(retry)
  source?.close()
  source = undefined
}

document.addEventListener('visibilitychange', () => {
  watch()
  if (!document.hidden) tell(null)
})

/** Calls the listener while the component is mounted. */
export function onChange(listener: Listener): void {
  onMounted(() => {
    listeners.add(listener)
    watch()
  })
  onBeforeUnmount(() => {
    listeners.delete(listener)
    watch()
  })
}
