import { onScopeDispose, ref } from 'vue'
import { client, failureOf, useRefusalText } from '../../session/index.ts'
import type { ClusterId } from '../../../shared/domain/index.ts'

type Objective = 'balance' | 'fewest-hosts'

interface Progress {
  elapsedS: number
  nowPoints: number
  fastPoints: number
  costPoints: number
  boundPoints: number
}

/** The search for the best plan: how far it is, and an end before its time. */
export function useBestSolve() {
  const describe = useRefusalText()
  const progress = ref<Progress>()
  const fault = ref<string>()
  let controller: AbortController | undefined

  function cancel(): void {
    controller?.abort()
    controller = undefined
    progress.value = undefined
  }
  onScopeDispose(cancel)

  /** Whether it found something within so many seconds and was not ended before. */
  async function solve(
    clusterId: ClusterId,
    objective: Objective,
    timeS: number,
  ): Promise<boolean> {
    const mine = new AbortController()
    controller = mine
    fault.value = undefined
    try {
      const wish = { clusterId, objective, timeS }
      for await (const event of await client.plan.solve(wish, { signal: mine.signal })) {
        if (event.type === 'done') return true
        progress.value = event
      }
    } catch (failure) {
      if (!mine.signal.aborted) fault.value = describe(failureOf(failure)).text
    } finally {
      progress.value = undefined
    }
    return false
  }

  return { progress, fault, solve, cancel }
}
