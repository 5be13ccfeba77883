/** A function that runs once things have been quiet for a while. */
export function later<A extends unknown[]>(run: (...args: A) => void, quiet: number): (...args: A) => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  return (...args) => {
    clearTimeout(timer)
    timer = setTimeout(() => run(...args), quiet)
  }
}
