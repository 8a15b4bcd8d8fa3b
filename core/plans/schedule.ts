import type { PlanStep } from '../../shared/contract/index.ts'
import type { HostId } from '../../shared/domain/index.ts'
import { migrationsMax } from '../processes/migration/index.ts'
import type { World } from '../world/index.ts'

/**
 * Sets when each step begins after the plan does: in their order, with as many at a time as the
 * plan allows, and on each host as many as it migrates at a time (facts 12.1). What concurrent
 * migrations take from one another is not foreseen.
 */
export function scheduleSteps(world: World, steps: PlanStep[], parallelMax: number): void {
  const freeS = new Map<HostId | '', number[]>([['', Array<number>(parallelMax).fill(0)]])
  const endS = new Map<number, number>()
  steps.forEach((step, at) => {
    if (step.status !== 'planned') return
    const ids = [...new Set([step.fromId, ...(step.toId ? [step.toId] : [])])]
    const lanes = [...ids, '' as const].map(id => laneOf(world, freeS, id))
    const before = (step.after ?? []).map(number => endS.get(number) ?? 0)
    const startS = Math.max(...before, ...lanes.map(lane => Math.min(...lane)))
    const end = startS + (step.forecast?.durationS ?? 0)
    for (const lane of lanes) lane[lane.indexOf(Math.min(...lane))] = end
    endS.set(step.number, end)
    steps[at] = { ...step, startS }
  })
}

function laneOf(world: World, freeS: Map<HostId | '', number[]>, id: HostId | ''): number[] {
  const known = freeS.get(id)
  if (known) return known
  const host = world.find('host', id || undefined)
  const made = Array<number>(host ? migrationsMax(host) : 1).fill(0)
  freeS.set(id, made)
  return made
}
