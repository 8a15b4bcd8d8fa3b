import type { Simulation } from '../engine/simulation.ts'
import { reserveRefusal } from '../plans/reserve.ts'
import type { PlanRow, World } from '../world/index.ts'
import { freeMib } from '../memory/index.ts'
import type { Check } from './types.ts'

/**
 * A plan that runs goes on: its job is open, or it is about to take in that it was cancelled. A
 * step that begins leaves its target above the host's reserve, and its cluster what it could survive.
 */
export const planCheck: Check = {
  name: 'plan',
  find(simulation) {
    const { world, queue } = simulation
    for (const plan of world.all('plan')) {
      if (plan.status !== 'running' && plan.status !== 'stopping') continue
      const isQueued = queue.all().some(event => planOf(event.data) === plan.id)
      if (!isQueued) return `${plan.name} runs, and nothing moves it`
      const broken = brokenBy(simulation, plan)
      if (broken) return broken
    }
    return undefined
  },
}

function planOf(data: unknown): unknown {
  return (data as { planId?: unknown } | undefined)?.planId
}

/** What a step of this very instant breaks; the step of the simulation changes memory by itself. */
function brokenBy({ world, lastStep }: Simulation, plan: PlanRow): string | undefined {
  if (lastStep?.timeMs === world.nowMs) return undefined
  const under = plan.steps.filter(step => step.status === 'running')
  for (const step of under.filter(one => one.startedMs === world.nowMs)) {
    const [vm, to] = [world.find('vm', step.vmId), world.find('host', step.toId)]
    if (!vm || !to || vm.hostId === to.id) continue
    const left = freeMib(world, to)
    if (left < 0) return `${vm.name} leaves ${to.name} ${-left} MiB below its reserve`
    const others = under.filter(one => one.number < step.number && one.vmId !== step.vmId)
    const lost = reserveRefusal(world, { vm, to }, goalsOf(world, others))
    if (lost) return lost
  }
  return undefined
}

function goalsOf(world: World, steps: PlanRow['steps']) {
  return steps.flatMap(({ vmId, toId }) => {
    const [vm, to] = [world.find('vm', vmId), world.find('host', toId)]
    return vm && to ? [{ vm, to }] : []
  })
}
