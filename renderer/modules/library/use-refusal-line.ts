import { computed, type ComputedRef, type Ref } from 'vue'
import type { RefusalView } from '../../../shared/refusals/index.ts'
import { useRefusalText } from '../../session/index.ts'

/** A refusal in one line for a form: what failed and what to try next. */
export function useRefusalLine(
  refusal: Readonly<Ref<RefusalView | undefined>>,
): ComputedRef<string | undefined> {
  const describe = useRefusalText()
  return computed(() => {
    if (!refusal.value) return undefined
    const { text, next } = describe(refusal.value)
    return `${text} ${next}`.trim()
  })
}
