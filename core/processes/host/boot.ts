import { msPerSecond } from '../../../shared/domain/index.ts'
import { refuse } from '../../../shared/refusals/index.ts'
import { conditionOf, inCondition } from '../../hosts/index.ts'
import type { HostRow, JobRow, World } from '../../world/index.ts'
import { put } from '../../world/index.ts'
import type { Process, Step } from '../types.ts'
import { after } from '../types.ts'

export const hostBootName = 'host-boot'

/** How long a host takes to start, by phase, in seconds: ours, no published figure was found. */
export const hostBootS = { firmware: 90, hypervisor: 60, services: 30 } as const

export function hostOf(world: World, job: JobRow): HostRow {
  return world.get('host', job.targetId!)
}

function phase(name: string, seconds: number, more: Partial<Step> = {}): Step {
  const begin: Step['begin'] = () => ({ end: after(seconds * msPerSecond) })
  return { name, begin, ...more }
}

/** Self-test, hypervisor with the parent partition, and the services; then it is up. */
export const hostBootSteps: readonly Step[] = [
  phase('step.host.firmware', hostBootS.firmware, {
    begin: (world, job) => ({
      changes: [put('host', inCondition(world, hostOf(world, job), 'starting'))],
      end: after(hostBootS.firmware * msPerSecond),
    }),
  }),
  phase('step.host.hypervisor', hostBootS.hypervisor),
  phase('step.host.services', hostBootS.services, {
    finish: (world, job) => [put('host', inCondition(world, hostOf(world, job), 'up'))],
  }),
]

/** What is left of a host whose start was broken off: it is off. */
export function switchedOff(world: World, job: JobRow) {
  const host = world.find('host', job.targetId)
  const isBooting = host !== undefined && conditionOf(host) === 'starting'
  return isBooting ? [put('host', inCondition(world, host, 'down'))] : []
}

/** A host that is down starts, phase by phase. */
export const hostBootProcess: Process = {
  name: hostBootName,
  steps: () => hostBootSteps,
  check: (world, job) => {
    const host = world.find('host', job.targetId)
    if (!host) return refuse('not-found', { kind: 'host', id: job.targetId ?? '' })
    const condition = conditionOf(host)
    return condition === 'down'
      ? undefined
      : refuse('host.not-down', { host: host.name, condition })
  },
  abandon: switchedOff,
  restartAt: 'first',
}
