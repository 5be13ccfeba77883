import { onBeforeUnmount, onMounted, watch } from 'vue'
import { waiting } from '@/session/again'
import { online } from './online'

/** A listener hears the id of a case that changed; null when more may have. */
type Listener = (id: string | null) => void

const listeners = new Set<Listener>()
let source: EventSource | undefined
let retry: ReturnType<typeof setTimeout> | undefined
let first = true

const tell = (id: string | null) => listeners.forEach((listener) => listener(id))

// A browser has few connections to one host: a page that nobody looks at gives its back,
// and so does one whose person has to sign in again.
function listen() {
  if (document.hidden || waiting.value || listeners.size === 0) return stop()
  if (source) return
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
    retry = setTimeout(askAgain, 10_000)
  }
}

function stop() {
  clearTimeout(retry)
  source?.close()
  source = undefined
}

// Where there may be no stream at all, what changed is asked for nevertheless; but nobody
// asks, only to wait, while the person has to sign in again.
function askAgain() {
  listen()
  if (!document.hidden && !waiting.value) tell(null)
}
document.addEventListener('visibilitychange', askAgain)
watch(waiting, askAgain)

/** Calls the listener while the component is mounted. */
export function onChange(listener: Listener): void {
  onMounted(() => {
    listeners.add(listener)
    listen()
  })
  onBeforeUnmount(() => {
    listeners.delete(listener)
    listen()
  })
}
