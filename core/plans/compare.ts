import type { PlanStatus } from '../../shared/domain/index.ts'
import { membersOf } from '../hosts/index.ts'
import type { PlanRow, World } from '../world/index.ts'
import { PlanState } from './state.ts'

/** The plan as it ended: what was not begun is skipped, and what was done is summed up. */
export function endedPlan(world: World, plan: PlanRow): PlanRow {
  const steps = plan.steps.map(step =>
    step.status === 'planned'
      ? { ...step, status: 'skipped' as const, because: 'The plan was stopped before it.' }
      : step,
  )
  const measured = { steps: 0, durationS: 0, downtimeS: 0, sentMib: 0 }
  measured.durationS = (world.nowMs - (plan.startedMs ?? world.nowMs)) / 1000
  for (const step of steps) {
    if (step.status !== 'done') continue
    measured.steps++
    measured.downtimeS += step.measured?.downtimeS ?? 0
    measured.sentMib += step.measured?.sentMib ?? 0
  }
  const clusters = plan.clusters.map(cluster => {
    if (!world.find('cluster', cluster.clusterId)) return cluster
    const imbalanceMeasured = balanceOf(world, cluster.clusterId).loads.imbalance()
    return { ...cluster, imbalanceMeasured }
  })
  const status = statusOf(plan, measured.steps)
  return { ...plan, steps, clusters, measured, status, endedMs: world.nowMs }
}

function statusOf(plan: PlanRow, done: number): PlanStatus {
  if (done === plan.totals.steps) return 'completed'
  return plan.status === 'stopping' ? 'stopped' : 'partial'
}

/** The hosts of a cluster that take part in its balance, as they are now. */
export function balanceOf(world: World, clusterId: Parameters<typeof membersOf>[1]): PlanState {
  return new PlanState(
    world,
    membersOf(world, clusterId).filter(host => !host.maintenance),
  )
}
