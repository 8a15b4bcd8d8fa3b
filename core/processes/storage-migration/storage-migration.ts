import type { VolumeId } from '../../../shared/domain/index.ts'
import { mibPerGib } from '../../../shared/domain/index.ts'
import { refuse } from '../../../shared/refusals/index.ts'
import type { JobRow } from '../../world/index.ts'
import { put } from '../../world/index.ts'
import { serviceWorkMs } from '../guests.ts'
import { putFiles } from '../space.ts'
import type { Process, Step } from '../types.ts'
import { after, now, vmOf } from '../types.ts'
import type { WorkParameters } from '../work.ts'
import { comparisonStep, forecastStep, gibText, noteJob, streamEnd } from '../work.ts'
import type { StorageMethod } from './checks.ts'
import { methodOf, movedTo, storageRefusal } from './checks.ts'
import { forecastStorage, switchMib, toCopyGib } from './forecast.ts'

export const storageMigrationName = 'storage-migration'

/** What a storage migration keeps. */
export interface StorageMigrationParameters extends WorkParameters {
  readonly volumeId: VolumeId
  readonly method?: StorageMethod
  readonly copyBeganMs?: number
}

function parametersOf(job: JobRow): StorageMigrationParameters {
  return job.parameters as StorageMigrationParameters
}

const planStep = forecastStep('step.work.forecast', (world, job) =>
  forecastStorage(world, vmOf(world, job), parametersOf(job).volumeId),
)

const prepareStep: Step = {
  name: 'step.storage.prepare',
  begin: () => ({ end: after(serviceWorkMs) }),
}

/** The files go over while the guest, if it is on, goes on. */
const copyStep: Step = {
  name: 'step.storage.copy',
  begin: (world, job) => {
    const vm = vmOf(world, job)
    const { volumeId } = parametersOf(job)
    const gib = toCopyGib(vm, volumeId)
    const end = streamEnd(world, volumeId, gib)
    const source = world.find('volume', vm.disks[0]?.volumeId)
    return {
      changes: [noteJob(world, job, { copyBeganMs: world.nowMs })],
      end:
        end.kind === 'flow' && source
          ? { ...end, flow: { ...end.flow, fromVolumeSlot: source.slot } }
          : end,
      detail: gibText(gib),
    }
  },
}

/** With 2008 R2 the guest is saved, and what it wrote since follows with its memory. */
const switchStep: Step = {
  name: 'step.storage.switch',
  begin: (world, job) => {
    const vm = vmOf(world, job)
    if (vm.state !== 'running') return { end: now }
    const { volumeId, copyBeganMs = world.nowMs } = parametersOf(job)
    const mib = switchMib(world, vm, (world.nowMs - copyBeganMs) / 1000)
    return {
      changes: [
        put('vm', { ...vm, state: 'saving' }),
        noteJob(world, job, { stoppedMs: world.nowMs }),
      ],
      end: streamEnd(world, volumeId, mib / mibPerGib),
      detail: `${Math.ceil(mib)} MB with the guest saved`,
    }
  },
  finish: (world, job) => {
    const vm = vmOf(world, job)
    const { stoppedMs = world.nowMs } = parametersOf(job)
    if (vm.state !== 'saving') return []
    return [
      put('vm', { ...vm, state: 'running' }),
      noteJob(world, job, { downtimeMs: world.nowMs - stoppedMs }),
    ]
  },
}

/** The VM's files are those on the new volume, and the old ones go. */
const finishStep: Step = {
  name: 'step.storage.finish',
  begin: (world, job) => {
    const refusal = storageRefusal(world, vmOf(world, job), parametersOf(job).volumeId)
    return { end: refusal ? { kind: 'fail', refusal } : after(serviceWorkMs) }
  },
  finish: (world, job) => {
    const vm = vmOf(world, job)
    const volume = world.get('volume', parametersOf(job).volumeId)
    const latest = world.get('job', job.id)
    const before = world.find('volume', vm.disks[0]?.volumeId)?.name ?? ''
    const change = { object: vm.name, property: 'volume', before, after: volume.name }
    return [
      put('job', { ...latest, changes: [...latest.changes, change] }),
      ...putFiles(world, movedTo(vm, volume)),
    ]
  },
}

/**
 * Moving a VM's files to another volume of its host (facts 12.2, 12.3): a copy of what is off, quick
 * storage migration with an outage at the end on 2008 R2, live on 2012 R2. Whatever goes wrong, the
 * VM stays on its old files.
 */
export const storageMigrationProcess: Process = {
  name: storageMigrationName,
  steps: job => [
    planStep,
    prepareStep,
    copyStep,
    ...(parametersOf(job).method === 'quick' ? [switchStep] : []),
    finishStep,
    comparisonStep,
  ],
  check: (world, job) => {
    const vm = world.find('vm', job.targetId)
    if (!vm) return refuse('not-found', { kind: 'vm', id: job.targetId ?? '' })
    return storageRefusal(world, vm, parametersOf(job).volumeId)
  },
  prepare: (world, job): StorageMigrationParameters => ({
    volumeId: parametersOf(job).volumeId,
    method: methodOf(world, vmOf(world, job)),
  }),
  abandon: (world, job) => {
    const vm = world.find('vm', job.targetId)
    return vm?.state === 'saving' ? [put('vm', { ...vm, state: 'running' })] : []
  },
  restartAt: 'first',
}
