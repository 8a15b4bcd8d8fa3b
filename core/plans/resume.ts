import type { PlanStep } from '../../shared/contract/index.ts'
import type { HostId, VmId } from '../../shared/domain/index.ts'
import { Refusal, refuse } from '../../shared/refusals/index.ts'
import type { PlanRow, World } from '../world/index.ts'
import { assess } from './assess.ts'
import type { Displaced } from './update/planner.ts'
import { planUpdate } from './update/planner.ts'

/**
 * A rolling update that was stopped, as it goes on from there: what was done stays, and the rest is
 * planned anew for the cluster as it is now. What was displaced goes home first.
 */
export function resumed(world: World, plan: PlanRow): PlanRow | Refusal {
  const { name, status, kind, scopeId } = plan
  if (kind !== 'rolling-update' || (status !== 'stopped' && status !== 'partial')) {
    return refuse('plan.not-resumable', { name, status })
  }
  const done = plan.steps.filter(step => step.status === 'done')
  const updated = done.filter(step => step.action === 'update').map(step => step.fromId)
  const rested = done.filter(step => step.action === 'rest').map(step => step.fromId)
  const draft = planUpdate(
    world,
    { scopeId, ...plan.wish },
    { done: new Set(updated), rested: new Set(rested), displaced: displacedBy(world, done) },
  )
  if (draft instanceof Refusal) return draft
  const assessed = assess(world, draft, plan.parallelMax)
  if (assessed.totals.steps === 0) {
    return refuse('plan.nothing-left', { name, dropped: 0, impossible: assessed.steps.length })
  }
  const kept = plan.steps
    .filter(step => step.status === 'done' || step.status === 'failed')
    .map((step, at) => ({ ...step, number: at + 1, after: undefined }))
  const shift = (number: number) => number + kept.length
  const next = assessed.steps.map(step => ({
    ...step,
    number: shift(step.number),
    ...(step.after ? { after: step.after.map(shift) } : {}),
  }))
  const totals = { ...assessed.totals, steps: assessed.totals.steps + done.length }
  return { ...plan, ...assessed, totals, steps: [...kept, ...next], endedMs: undefined }
}

/** VMs that left their node, or were saved on it, and have not come back. */
function displacedBy(world: World, done: readonly PlanStep[]): Displaced[] {
  const homes = new Map<VmId, { homeId: HostId; isSaved: boolean }>()
  for (const { action, vmId, fromId, toId } of done) {
    if (!vmId) continue
    const home = homes.get(vmId)
    if (action === 'start' || (home && home.homeId === toId)) homes.delete(vmId)
    else if (action === 'save') homes.set(vmId, { homeId: fromId, isSaved: true })
    else if (action === 'migrate' && !home) homes.set(vmId, { homeId: fromId, isSaved: false })
  }
  return [...homes].flatMap(([vmId, home]) => {
    const vm = world.find('vm', vmId)
    const isAway = vm && (home.isSaved ? vm.state === 'saved' : vm.hostId !== home.homeId)
    return isAway ? [{ vmId, ...home }] : []
  })
}
