import { dayTyped } from '@/forms/days'

/** Whether both are days and the last is not before the first. */
export const isPeriod = (from: string, until: string) => !!dayTyped(from) && !!dayTyped(until) && from <= until
