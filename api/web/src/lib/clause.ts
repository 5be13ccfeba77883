import { shallowRef } from 'vue'
import type { Shape } from '@/api/client'

/** The clause that the side panel quotes; none when it is closed. */
export const quoted = shallowRef<Shape<'ClauseView'>>()
