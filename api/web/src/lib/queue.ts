/** Runs steps one after another, however each of them ends. */
export function queue(): <T>(step: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (step) => {
    const run = last.then(step, step)
    last = run
    return run
  }
}
