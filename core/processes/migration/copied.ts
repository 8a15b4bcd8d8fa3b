import { assignedMibOf } from '../../memory/index.ts'
import type { JobRow, World } from '../../world/index.ts'
import { imageRate, migrationRoute } from './rates.ts'
import { parametersOf } from './slots.ts'
import { hostsOf } from './steps.ts'
import { vmOf } from '../types.ts'

/** How much of a VM's memory is over, of what the forecast sends, and how fast it goes on. */
export interface CopiedPart {
  readonly percent: number
  readonly percentPerMs: number
}

/**
 * The part of the memory that a migration under way has brought over: 0 before the first page;
 * undefined while the job waits, and from the switch on, when there is no way back to the source.
 */
export function copiedPart(world: World, job: JobRow): CopiedPart | undefined {
  const { kind, beganMs } = parametersOf(job)
  if (beganMs === undefined) return undefined
  const running = job.steps.find(step => step.status === 'running')?.name
  if (running === 'step.migration.prepare') return { percent: 0, percentPerMs: 0 }
  if (kind === 'live')
    return running === 'step.migration.copy-memory' ? sent(world, job) : undefined
  return running === 'step.vm.save-memory' ? saved(world, job) : undefined
}

function sent(world: World, job: JobRow): CopiedPart {
  const { source, target } = hostsOf(world, job)
  const { forecast, sentMib = 0, leftMib = 0, passMib = 0, ...slice } = parametersOf(job)
  const { sliceMib = 0, sliceBeganMs = world.nowMs } = slice
  const vm = vmOf(world, job)
  const perMs = (migrationRoute(world, vm, source, target, job.id)?.mibPerS ?? 0) / 1000
  const ofRound = passMib + Math.min(sliceMib, perMs * (world.nowMs - sliceBeganMs))
  const totalMib = Math.max(1, forecast?.sentMib ?? sentMib + leftMib)
  const percent = Math.min(100, ((sentMib + ofRound) / totalMib) * 100)
  return { percent, percentPerMs: (perMs / totalMib) * 100 }
}

function saved(world: World, job: JobRow): CopiedPart {
  const vm = vmOf(world, job)
  const { stoppedMs = world.nowMs } = parametersOf(job)
  const perMs = (imageRate(world, vm) / 1000 / assignedMibOf(world, vm)) * 100
  return { percent: Math.min(100, perMs * (world.nowMs - stoppedMs)), percentPerMs: perMs }
}
