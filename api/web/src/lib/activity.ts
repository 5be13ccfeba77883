const quiet = 60_000
let last = Date.now()

for (const sign of ['keydown', 'pointerdown', 'wheel', 'touchmove'] as const) {
  addEventListener(sign, () => (last = Date.now()), { capture: true, passive: true })
}

/** Whether nobody has touched the page for a minute: what it asks then it asks by itself,
 * and that keeps no session alive. */
export const idle = () => Date.now() - last > quiet

/** The header that says so. */
export const idleHeader = 'Countersign-Idle'
