// What Vue says of an error: in words, and in a build as the number of them.
const whiles = ['setup function', 'render function', 'component update', '#runtime-0', '#runtime-1', '#runtime-15']

/** Whether an error came while a view was drawn; after one from a handler or a watcher the
 * view still stands. */
export function drawing(during: string): boolean {
  return whiles.some((words) => during === words || during.endsWith(words))
}
