/** What stands in the field or select that an event comes from. */
export const entered = (e: Event): string => (e.target as HTMLInputElement).value
