/** What the browser keeps for a person where the house has it not yet. */
export interface Shelf {
  keep(name: string, value: unknown): void
  /** What was kept under the name; undefined where nothing was, or it cannot be read. */
  kept<T>(name: string): T | undefined
  forget(name: string): void
}

const of = 'countersign.of.'

/** The shelf of a person: what somebody else left in the same browser is not on it. */
export function shelfOf(person: string): Shelf {
  const key = (name: string) => of + person + '.' + name
  return {
    keep: (name, value) => void trying(() => localStorage.setItem(key(name), JSON.stringify(value))),
    kept: (name) => trying(() => JSON.parse(localStorage.getItem(key(name)) ?? 'null') ?? undefined),
    forget: (name) => void trying(() => localStorage.removeItem(key(name))),
  }
}

/** Forgets what was kept for anybody else; for everybody where nobody is named. */
export function clearOthers(person?: string): void {
  trying(() => {
    const kept = Array.from({ length: localStorage.length }, (_, i) => localStorage.key(i)!)
    for (const key of kept) if (key.startsWith(of) && !(person && key.startsWith(of + person + '.'))) localStorage.removeItem(key)
  })
}

// A browser may refuse to keep anything: then the page itself still has it.
function trying<T>(what: () => T): T | undefined {
  try {
    return what()
  } catch {
    return undefined
  }
}
