import { getCurrentScope, onScopeDispose } from 'vue'

/** A function that runs once things have been quiet for a while; what a view still waited
 * for when it was left does not run. */
export function later<A extends unknown[]>(run: (...args: A) => void, quiet: number): (...args: A) => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  if (getCurrentScope()) onScopeDispose(() => clearTimeout(timer))
  return (...args) => {
    clearTimeout(timer)
    timer = setTimeout(() => run(...args), quiet)
  }
}
