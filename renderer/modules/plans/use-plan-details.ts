import { onScopeDispose, watch } from 'vue'
import type { PlanDetails } from '../../../shared/contract/index.ts'
import type { PlanId } from '../../../shared/domain/index.ts'
import { client, useQuery, type Query } from '../../session/index.ts'
import { isRunning } from './plan-words.ts'

/** Between two looks at a plan that runs, and at one that waits for a decision. */
const everyMs = { running: 1000, proposed: 5000 }

/** One plan, asked for again as long as it or what it stands on may change. */
export function usePlanDetails(planId: () => PlanId | undefined): Query<PlanDetails> {
  const query = useQuery(planId, (id, options) => client.plan.get({ planId: id }, options))
  let timer: ReturnType<typeof setInterval> | undefined

  function stop(): void {
    clearInterval(timer)
    timer = undefined
  }

  function pace(): number | undefined {
    const plan = query.data.value
    if (!plan) return undefined
    if (isRunning(plan)) return everyMs.running
    return plan.status === 'proposed' ? everyMs.proposed : undefined
  }

  watch(
    pace,
    delayMs => {
      stop()
      if (delayMs) timer = setInterval(() => void query.reload(), delayMs)
    },
    { immediate: true },
  )
  onScopeDispose(stop)
  return query
}
