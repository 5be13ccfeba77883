import { ref } from 'vue'
import { createI18n } from 'vue-i18n'
import type zh from './zh-CN'

/** The words of the desk; Chinese says which there are, and English must have the same. */
export type Words = Widen<typeof zh>
type Widen<T> = { [K in keyof T]: T[K] extends string ? string : Widen<T[K]> }

export type Language = 'zh-CN' | 'en'
export const language = ref<Language>('zh-CN')

/** Words of Element Plus in the language. */
export const elementWords = ref()

export const words = createI18n({ legacy: false, locale: 'zh-CN', messages: {} as Record<string, Words>, missingWarn: false, fallbackWarn: false })

/** The message of a key, outside of components too. */
export const t = words.global.t

/** Takes up a language: only its words are fetched. */
export async function speak(to: string): Promise<void> {
  language.value = to === 'en' ? 'en' : 'zh-CN'
  const [own, element] =
    language.value === 'en'
      ? await Promise.all([import('./en'), import('element-plus/es/locale/lang/en.mjs')])
      : await Promise.all([import('./zh-CN'), import('element-plus/es/locale/lang/zh-cn.mjs')])
  words.global.setLocaleMessage(language.value, own.default)
  words.global.locale.value = language.value
  elementWords.value = element.default
  document.documentElement.lang = language.value
}
