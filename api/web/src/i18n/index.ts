import { ref } from 'vue'
import { createI18n } from 'vue-i18n'
import type zh from './zh-CN'

/** The words of the desk; Chinese says which there are, and English must have the same. */
export type Words = Widen<typeof zh>
/** The same keys with any text. */
export type Widen<T> = { [K in keyof T]: T[K] extends string ? string : Widen<T[K]> }

export type Language = 'zh-CN' | 'en'
export const language = ref<Language>('zh-CN')

/** Words of Element Plus in the language. */
export const elementWords = ref()

export const words = createI18n({ legacy: false, locale: 'zh-CN', messages: {} as Record<string, Words>, missingWarn: false, fallbackWarn: false, pluralRules: { en: (n) => (n === 1 ? 0 : 1) } })

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

// Words of views that few people open come with these views.
const further = {
  'zh-CN': { gate: () => import('./zh-CN/gate'), rules: () => import('./zh-CN/rules'), lead: () => import('./zh-CN/lead'), account: () => import('./zh-CN/account'), house: () => import('./zh-CN/house') },
  en: { gate: () => import('./en/gate'), rules: () => import('./en/rules'), lead: () => import('./en/lead'), account: () => import('./en/account'), house: () => import('./en/house') },
}
export type Part = keyof (typeof further)['en']

/** Fetches the words of a part of the desk, in the language of now. */
export async function learn(part: Part): Promise<void> {
  const found = await further[language.value][part]()
  words.global.mergeLocaleMessage(language.value, { [part]: found.default })
}
