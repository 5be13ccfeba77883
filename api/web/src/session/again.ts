import { shallowRef } from 'vue'

/** What waits for the person to sign in again; the dialog shows while it is there. */
export const waiting = shallowRef<{ promise: Promise<void>; done: () => void }>()

/** Resolves when the person has signed in again, in a dialog over the work. */
export function signInAgain(): Promise<void> {
  if (!waiting.value) {
    let done = () => {}
    const promise = new Promise<void>((resolve) => (done = resolve))
    waiting.value = {
      promise,
      done: () => {
        waiting.value = undefined
        done()
      },
    }
  }
  return waiting.value.promise
}

/** Leaves for the sign-in page, which leads back here. */
export function signInFirst(): void {
  location.assign('/login?next=' + encodeURIComponent(location.pathname + location.search))
}
