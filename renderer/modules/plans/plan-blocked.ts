import type { PlanDetails } from '../../../shared/contract/index.ts'
import { isRunning } from './plan-words.ts'

/** The key of why a plan cannot be run; undefined where it can. */
export function runBlocked(plan: PlanDetails | undefined): string | undefined {
  if (!plan) return 'plans.chooseOne'
  if (plan.status === 'empty') return 'plans.run.empty'
  if (plan.status !== 'proposed') return 'plans.run.notProposed'
  if (!plan.mayRun) return 'plans.run.noRight'
  return plan.totals.steps === 0 ? 'plans.run.nothingLeft' : undefined
}

/** The key of why a plan cannot be stopped. */
export function stopBlocked(plan: PlanDetails | undefined): string | undefined {
  if (plan?.status === 'running') return undefined
  return plan?.status === 'stopping' ? 'plans.stop.stopping' : 'plans.stop.notRunning'
}

/** The key of why a plan stays on the list. */
export function discardBlocked(plan: PlanDetails | undefined): string | undefined {
  return plan && isRunning(plan) ? 'plans.discard.running' : undefined
}

/** Why an update does not go on; undefined where it can. */
export function resumeBlocked({ status }: Pick<PlanDetails, 'status'>): string | undefined {
  return status === 'stopped' || status === 'partial' ? undefined : 'plans.resume.notStopped'
}
