import { createI18n } from 'vue-i18n'

type Messages = Record<string, string>

const files = import.meta.glob<Messages>('../locales/en/*.json', {
  eager: true,
  import: 'default',
})

/** Every English text, merged from one file an area. Keys are flat: a dot is part of the name. */
export function englishMessages(): Messages {
  return Object.assign({}, ...Object.values(files))
}

/** The translator. Messages are interpreted, never compiled with eval, so a strict policy holds. */
export function createTranslations() {
  return createI18n({
    legacy: false,
    locale: 'en',
    fallbackLocale: 'en',
    messages: { en: englishMessages() },
    messageResolver: (messages, key) => (messages as Messages)[key] ?? null,
    missingWarn: import.meta.env.DEV,
  })
}
