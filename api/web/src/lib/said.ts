import type { Shape } from '@/api/client'
import { language } from '@/i18n'

/** A text of a form in the language of the page, or in the other. */
export const sayText = (t: Shape<'FormText'>): string => (language.value === 'en' ? t.en : t.zh) || t.zh || t.en
