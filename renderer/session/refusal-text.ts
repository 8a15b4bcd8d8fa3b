import { useI18n } from 'vue-i18n'
import { fillText, refusalCatalogue, type RefusalView } from '../../shared/refusals/index.ts'

/** What failed and what to try next, in the person's language. */
export interface RefusalText {
  text: string
  next: string
}

/**
 * The English texts of every refusal as messages, keyed `refusal.<code>` and `refusal.<code>.next`,
 * so that a translation replaces them like any other text and none is typed twice.
 */
export function refusalMessages(): Record<string, string> {
  const messages: Record<string, string> = {}
  for (const [code, { text, next }] of Object.entries(refusalCatalogue)) {
    messages[`refusal.${code}`] = text
    messages[`refusal.${code}.next`] = next
  }
  return messages
}

/** Translates refusals: `const describe = useRefusalText(); describe(view).text`. */
export function useRefusalText(): (refusal: RefusalView) => RefusalText {
  const { t, te } = useI18n({ useScope: 'global' })

  function part(key: string, refusal: RefusalView, english: string): string {
    return te(key) ? t(key, flat(refusal.data)) : fillText(english, refusal.data)
  }

  return refusal => ({
    text: part(`refusal.${refusal.code}`, refusal, refusal.text),
    next: part(`refusal.${refusal.code}.next`, refusal, refusal.next),
  })
}

/** Lists joined, so that a message can name them. */
function flat(data: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [
      key,
      Array.isArray(value) ? value.join(', ') : value,
    ]),
  )
}
