import { msPerSecond } from '../../../shared/domain/index.ts'
import type { Refusal } from '../../../shared/refusals/index.ts'
import { refuse } from '../../../shared/refusals/index.ts'
import { conditionOf, isDeaf } from '../../hosts/index.ts'
import type { JobRow, World } from '../../world/index.ts'
import { put } from '../../world/index.ts'
import type { Process, Step } from '../types.ts'
import { after } from '../types.ts'
import { hostOf } from './boot.ts'

export const hostAddName = 'host-add'

/**
 * How long a host takes to come under management, by phase, in seconds: ours, no published figure
 * was found.
 */
export const addS = { contact: 5, agent: 40, inventory: 15 } as const

/** Why nobody can work on the host: it is off, or nothing there answers. */
function silence(world: World, job: JobRow): Refusal | undefined {
  const host = hostOf(world, job)
  const condition = conditionOf(host)
  if (condition === 'up' && !isDeaf(world, host)) return undefined
  return refuse('host.not-responding', { host: host.name, condition })
}

function phase(name: string, seconds: number, more: Partial<Step> = {}): Step {
  return {
    name,
    begin: (world, job) => {
      const refusal = silence(world, job)
      return { end: refusal ? { kind: 'fail', refusal } : after(seconds * msPerSecond) }
    },
    ...more,
  }
}

/**
 * A host comes under management: it is found, gets its agent, and tells what it has. Until the end
 * it is pending, as it stays where the job fails; a restart then goes on.
 */
export const hostAddProcess: Process = {
  name: hostAddName,
  steps: () => [
    phase('step.host.contact', addS.contact),
    phase('step.host.agent', addS.agent),
    phase('step.host.inventory', addS.inventory, {
      finish: (world, job) => [put('host', { ...hostOf(world, job), isPending: undefined })],
    }),
  ],
  check: (world, job) =>
    world.find('host', job.targetId)
      ? undefined
      : refuse('not-found', { kind: 'host', id: job.targetId ?? '' }),
  abandon: () => [],
  restartAt: 'failed',
}
