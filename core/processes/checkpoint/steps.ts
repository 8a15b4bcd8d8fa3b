import { mibPerGib } from '../../../shared/domain/index.ts'
import { checkpointOf, hardwareOf, mergeDeleted, withCheckpoint } from '../../guests/index.ts'
import type { JobRow, VmRow, World } from '../../world/index.ts'
import { put } from '../../world/index.ts'
import { serviceWorkMs } from '../guests.ts'
import { admissionRefusal } from '../memory.ts'
import { putFiles, spaceRefusal } from '../space.ts'
import type { Step, StepEnd } from '../types.ts'
import { after, vmOf } from '../types.ts'
import { gibText, noteJob, streamEnd } from '../work.ts'
import { checkpointRefusal, imageMibOf } from './checks.ts'
import { withoutCheckpoint } from './forecast.ts'
import type { CheckpointParameters } from './types.ts'

export function parametersOf(job: JobRow): CheckpointParameters {
  return job.parameters as CheckpointParameters
}

function imageEnd(world: World, vm: VmRow, imageMib: number, times: number): StepEnd {
  return streamEnd(world, vm.disks[0]?.volumeId, (times * imageMib) / mibPerGib)
}

/** The memory of a guest goes to disk beside its work; that of a saved state is copied. */
export const keepMemoryStep: Step = {
  name: 'step.checkpoint.keep-memory',
  begin: (world, job) => {
    const vm = vmOf(world, job)
    return { end: imageEnd(world, vm, imageMibOf(world, vm), vm.state === 'saved' ? 2 : 1) }
  },
}

/** The checkpoint is there: its disks are read only, and the VM writes to new ones. */
export const createStep: Step = {
  name: 'step.checkpoint.create',
  begin: (world, job) => {
    const refusal = checkpointRefusal(world, vmOf(world, job), 'create')
    return { end: refusal ? { kind: 'fail', refusal } : after(serviceWorkMs) }
  },
  finish: (world, job) => {
    const vm = vmOf(world, job)
    const made = (vm.checkpointsMade ?? 0) + 1
    const { name = `${vm.name} - (${made})`, description = '' } = parametersOf(job)
    return putFiles(
      world,
      withCheckpoint(vm, {
        ...{ name, description, createdMs: world.nowMs, creatorName: job.ownerName },
        state: vm.state as 'running',
        imageMib: imageMibOf(world, vm),
      }),
    )
  },
}

/** A guest that is on loses its power: it goes on from the checkpoint. */
export const turnOffStep: Step = {
  name: 'step.vm.turn-off',
  begin: (world, job) => ({
    changes: [
      put('vm', { ...vmOf(world, job), state: 'stopping' }),
      noteJob(world, job, { stoppedMs: world.nowMs }),
    ],
    end: after(serviceWorkMs),
  }),
  finish: (world, job) => [
    put('vm', {
      ...vmOf(world, job),
      state: 'stopped',
      startedMs: undefined,
      guestServices: false,
    }),
  ],
}

/** The VM is what the checkpoint kept, with empty differencing disks and no memory yet. */
export const applyStep: Step = {
  name: 'step.checkpoint.apply',
  begin: () => ({ end: after(serviceWorkMs) }),
  finish: (world, job) => {
    const vm = vmOf(world, job)
    const one = checkpointOf(vm, parametersOf(job).checkpointId)
    if (!one) return []
    const latest = world.get('job', job.id)
    const change = {
      ...{ object: vm.name, property: 'checkpoint' },
      ...{ before: checkpointOf(vm, vm.checkpointId)?.name ?? '', after: one.name },
    }
    return [
      put('job', { ...latest, changes: [...latest.changes, change] }),
      ...putFiles(world, {
        ...vm,
        ...hardwareOf(one.hardware),
        state: 'stopped',
        checkpointId: one.id,
        writtenGib: vm.disks.map(() => 0),
        savedImageMib: undefined,
      }),
    ]
  },
}

/** The memory that the checkpoint kept becomes a saved state of the VM. */
export const copyMemoryStep: Step = {
  name: 'step.checkpoint.copy-memory',
  begin: (world, job) => {
    const vm = vmOf(world, job)
    const imageMib = checkpointOf(vm, parametersOf(job).checkpointId)?.imageMib ?? 0
    const refusal = spaceRefusal(world, vm, { ...vm, savedImageMib: imageMib })
    return { end: refusal ? { kind: 'fail', refusal } : imageEnd(world, vm, imageMib, 2) }
  },
  finish: (world, job) => {
    const vm = vmOf(world, job)
    const imageMib = checkpointOf(vm, parametersOf(job).checkpointId)?.imageMib ?? 0
    if (imageMib === 0) return []
    return putFiles(world, { ...vm, state: 'saved', savedImageMib: imageMib })
  },
}

/** A guest that ran before runs again, with the memory of the checkpoint. */
export const goOnStep: Step = {
  name: 'step.vm.restore-memory',
  begin: (world, job) => {
    const vm = vmOf(world, job)
    if (vm.state !== 'saved') return { end: { kind: 'now' } }
    const refusal = admissionRefusal(world, vm)
    if (refusal) return { end: { kind: 'fail', refusal } }
    return {
      changes: [put('vm', { ...vm, state: 'restoring' })],
      end: imageEnd(world, vm, vm.savedImageMib ?? 0, 1),
    }
  },
  finish: (world, job) => {
    const vm = vmOf(world, job)
    const { stoppedMs = world.nowMs } = parametersOf(job)
    const on = { startedMs: world.nowMs, guestServices: true, savedImageMib: undefined }
    return [
      noteJob(world, job, { downtimeMs: world.nowMs - stoppedMs }),
      ...(vm.state === 'restoring' ? putFiles(world, { ...vm, ...on, state: 'running' }) : []),
    ]
  },
}

/** The checkpoint is gone from the tree with its memory; its disks wait to be merged. */
export const deleteStep: Step = {
  name: 'step.checkpoint.delete',
  begin: () => ({ end: after(serviceWorkMs) }),
  finish: (world, job) => {
    const vm = vmOf(world, job)
    const latest = world.get('job', job.id)
    const gone = checkpointOf(vm, parametersOf(job).checkpointId)
    const change = { object: vm.name, property: 'checkpoint', before: gone?.name ?? '', after: '' }
    return [
      put('job', { ...latest, changes: [...latest.changes, change] }),
      ...putFiles(world, withoutCheckpoint(vm, parametersOf(job))),
    ]
  },
}

/** Later writes go into the files below; of a VM that is off the state says so (facts 5.1). */
export const mergeStep: Step = {
  name: 'step.checkpoint.merge',
  begin: (world, job) => {
    const vm = vmOf(world, job)
    const { copiedGib } = mergeDeleted(vm)
    return {
      changes: vm.state === 'stopped' ? [put('vm', { ...vm, state: 'merging' })] : [],
      end: streamEnd(world, vm.disks[0]?.volumeId, 2 * copiedGib),
      detail: gibText(copiedGib),
    }
  },
  finish: (world, job) => {
    const vm = vmOf(world, job)
    const state = vm.state === 'merging' ? 'stopped' : vm.state
    return putFiles(world, { ...vm, ...mergeDeleted(vm).vm, state })
  },
}

/** Why there is nothing to merge yet. */
export const waitStep: Step = {
  name: 'step.checkpoint.wait-merge',
  begin: () => ({
    end: { kind: 'now' },
    detail: 'Hosts of 2008 R2 merge disks once the VM is off',
  }),
}
