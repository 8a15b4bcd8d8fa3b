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

const wordKeys: Readonly<Record<string, (value: string) => string>> = {
  action: value => `action.vm.${value}`,
  allowed: value => `vms.state.${value}`,
  job: value => value,
  state: value => `vms.state.${value}`,
}

/** Translates refusals: `const describe = useRefusalText(); describe(view).text`. */
export function useRefusalText(): (refusal: RefusalView) => RefusalText {
  const { t, te } = useI18n({ useScope: 'global' })

  function part(key: string, refusal: RefusalView, english: string): string {
    return te(key) ? t(key, inWords(refusal.data)) : fillText(english, refusal.data)
  }

  /** The core's own names of states, actions and jobs in the words of the screen; lists joined. */
  function inWords(data: Record<string, unknown>): Record<string, unknown> {
    return Object.fromEntries(
      Object.entries(data).map(([field, value]) => {
        const all = Array.isArray(value) ? value : [value]
        return [field, all.map(one => wordFor(field, one)).join(', ')]
      }),
    )
  }

  function wordFor(field: string, value: unknown): string {
    const text = String(value ?? '')
    const key = wordKeys[field]?.(text)
    return key !== undefined && te(key) ? t(key) : text
  }

  return refusal => ({
    text: part(`refusal.${refusal.code}`, refusal, refusal.text),
    next: part(`refusal.${refusal.code}.next`, refusal, refusal.next),
  })
}
