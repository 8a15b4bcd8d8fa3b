import { msPerSecond } from '../../../shared/domain/index.ts'
import { refuse } from '../../../shared/refusals/index.ts'
import { conditionOf, inCondition } from '../../hosts/index.ts'
import type { HostRow, JobRow, World } from '../../world/index.ts'
import { put } from '../../world/index.ts'
import type { Process, Step } from '../types.ts'
import { after } from '../types.ts'
import type { WorkForecast } from '../work.ts'
import { comparisonStep, withForecast } from '../work.ts'

export const hostBootName = 'host-boot'

/** How long a host takes to start, by phase, in seconds: ours, no published figure was found. */
export const hostBootS = { firmware: 90, hypervisor: 60, services: 30 } as const
const wholeBootS = hostBootS.firmware + hostBootS.hypervisor + hostBootS.services

/** What a host's start takes, with what is done before it; its guests are down, if any are there. */
export function forecastHostBoot(beforeS = 0): WorkForecast {
  const durationS = beforeS + wholeBootS
  return {
    ...{ durationS, downtimeS: 0, movedGib: 0, spaceGib: 0 },
    explanation: [`Firmware, hypervisor and services take ${wholeBootS} s (ours).`],
  }
}

export function hostOf(world: World, job: JobRow): HostRow {
  return world.get('host', job.targetId!)
}

function phase(name: string, seconds: number, more: Partial<Step> = {}): Step {
  const begin: Step['begin'] = () => ({ end: after(seconds * msPerSecond) })
  return { name, begin, ...more }
}

/** Self-test of the hardware. */
const firmwareStep = phase('step.host.firmware', hostBootS.firmware, {
  begin: (world, job) => ({
    changes: [put('host', inCondition(world, hostOf(world, job), 'starting'))],
    end: after(hostBootS.firmware * msPerSecond),
  }),
})

/** Self-test, hypervisor with the parent partition, and the services; then it is up. */
export const hostBootSteps: readonly [Step, ...Step[]] = [
  firmwareStep,
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
  steps: () => {
    const [first, ...others] = hostBootSteps
    return [withForecast(first, () => forecastHostBoot()), ...others, comparisonStep]
  },
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
