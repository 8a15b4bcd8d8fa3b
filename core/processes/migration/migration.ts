import { refuse } from '../../../shared/refusals/index.ts'
import type { Process } from '../types.ts'
import { migrationRefusal } from './checks.ts'
import { copyStep, switchStep } from './live.ts'
import { restoreStep, saveStep } from './quick.ts'
import { migrationName, parametersOf } from './slots.ts'
import { finishStep, inState, prepareStep, queueStep } from './steps.ts'
import type { MigrationParameters } from './types.ts'

/**
 * Live and quick migration between nodes of a cluster (facts 12.1, 12.2; physics 2.1, 2.2). Live:
 * memory goes over the network in rounds while the guest runs. Quick: the guest is saved, moved and
 * restored. Whatever goes wrong or is cancelled on the way, the guest goes on where it is.
 */
export const migrationProcess: Process = {
  name: migrationName,
  steps: job =>
    parametersOf(job).kind === 'live'
      ? [queueStep, prepareStep, copyStep, switchStep, finishStep]
      : [queueStep, prepareStep, saveStep, restoreStep, finishStep],
  check: (world, job) => {
    const vm = world.find('vm', job.targetId)
    if (!vm) return refuse('not-found', { kind: 'vm', id: job.targetId ?? '' })
    const { kind, targetId } = parametersOf(job)
    const target = world.find('host', targetId)
    if (!target) return refuse('not-found', { kind: 'host', id: targetId })
    return migrationRefusal(world, vm, target, kind)
  },
  prepare: (world, job): MigrationParameters => {
    const { kind, targetId } = parametersOf(job)
    return { kind, targetId, sourceId: world.get('vm', job.targetId!).hostId }
  },
  abandon: (world, job) => {
    const vm = world.find('vm', job.targetId)
    const isUnderWay = vm !== undefined && vm.state !== 'running'
    return isUnderWay ? [inState(world, job, 'running')] : []
  },
  restartAt: 'first',
}
