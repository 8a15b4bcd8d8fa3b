import type { VmState } from '../../../shared/domain/index.ts'
import { refuse } from '../../../shared/refusals/index.ts'
import type { JobRow, VmRow } from '../../world/index.ts'
import { put } from '../../world/index.ts'
import type { Process, Step } from '../types.ts'
import { comparisonStep, forecastStep } from '../work.ts'
import { checkpointRefusal, mayMerge } from './checks.ts'
import { forecastCheckpoint } from './forecast.ts'
import {
  applyStep,
  copyMemoryStep,
  createStep,
  deleteStep,
  goOnStep,
  keepMemoryStep,
  mergeStep,
  parametersOf,
  turnOffStep,
  waitStep,
} from './steps.ts'
import type { CheckpointParameters } from './types.ts'

export const checkpointName = 'checkpoint'

const planStep = forecastStep('step.work.forecast', (world, job) =>
  forecastCheckpoint(world, world.get('vm', job.targetId!), parametersOf(job)),
)

function stepsOf({ action, from, merges }: Planned): readonly Step[] {
  const isOn = from === 'running' || from === 'paused'
  switch (action) {
    case 'create':
      return from === 'stopped' ? [createStep] : [keepMemoryStep, createStep]
    case 'restore':
      return isOn ? [turnOffStep, applyStep, copyMemoryStep, goOnStep] : [applyStep, copyMemoryStep]
    case 'delete':
      return [deleteStep, merges ? mergeStep : waitStep]
    case 'merge':
      return [mergeStep]
  }
}

interface Planned extends CheckpointParameters {
  /** Whether the merge can follow at once. */
  readonly merges?: boolean
}

/** Where a VM stays when the work on its checkpoints is stopped half-way. */
const afterAbandon: Partial<Record<VmState, VmState>> = {
  stopping: 'stopped',
  restoring: 'saved',
  merging: 'stopped',
}

/**
 * Checkpoints as chains of differencing disks (facts 4.3): made without stopping the guest,
 * restored with its hardware and memory, and deleted by a merge, which hosts of 2008 R2 put off
 * until the VM is off. Whatever is stopped half-way leaves the VM where it last was.
 */
export const checkpointProcess: Process = {
  name: checkpointName,
  steps: job => [planStep, ...stepsOf(parametersOf(job)), comparisonStep],
  check: (world, job) => {
    const vm = world.find('vm', job.targetId)
    if (!vm) return refuse('not-found', { kind: 'vm', id: job.targetId ?? '' })
    const { action, checkpointId } = parametersOf(job)
    return checkpointRefusal(world, vm, action, checkpointId)
  },
  prepare: (world, job): Planned => {
    const vm = world.get('vm', job.targetId!)
    const { action, checkpointId, withDescendants, name, description } = parametersOf(job)
    return {
      ...{ action, checkpointId, withDescendants, name, description },
      ...{ from: vm.state, merges: mayMerge(world, vm) },
    }
  },
  abandon: (world, job) => {
    const vm = world.find('vm', job.targetId)
    const state = vm && afterAbandon[vm.state]
    return vm && state ? [put('vm', { ...vm, state })] : []
  },
  restartAt: 'first',
}

/** The job that merges what was deleted while the VM was on, once it is off. */
export function mergeRequest(vm: VmRow): Pick<JobRow, 'name' | 'targetName' | 'ownerName'> & {
  readonly process: string
  readonly parameters: CheckpointParameters
  readonly targetId: VmRow['id']
} {
  return {
    ...{ name: 'job.vm.mergeCheckpoints', process: checkpointName },
    parameters: { action: 'merge' },
    ...{ targetId: vm.id, targetName: vm.name, ownerName: 'Hostward' },
  }
}
