import { computed, shallowRef, type ComputedRef, type Ref } from 'vue'
import type { RefusalView } from '../../../shared/refusals/index.ts'
import { failureOf, useRefusalText } from '../../session/index.ts'

export interface Refused {
  refusal: Readonly<Ref<RefusalView | undefined>>
  /** What failed and what to try next, in one line. */
  text: ComputedRef<string | undefined>
  /** Runs the work and keeps its refusal. Answers whether it went through. */
  attempt(work: () => Promise<void>): Promise<boolean>
  clear(): void
}

/** The refusal of the last attempt, for a form that shows it itself. */
export function useRefused(): Refused {
  const describe = useRefusalText()
  const refusal = shallowRef<RefusalView>()

  return {
    refusal,
    text: computed(() => {
      if (!refusal.value) return undefined
      const { text, next } = describe(refusal.value)
      return `${text} ${next}`.trim()
    }),
    async attempt(work) {
      refusal.value = undefined
      try {
        await work()
        return true
      } catch (error) {
        refusal.value = failureOf(error)
        return false
      }
    },
    clear: () => void (refusal.value = undefined),
  }
}
