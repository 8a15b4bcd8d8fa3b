import { mibPerGib } from '../../../shared/domain/index.ts'
import { refuse } from '../../../shared/refusals/index.ts'
import { chainOf, takenGib } from '../../storage/index.ts'
import type { Change, JobRow, VmDisk, VmRow, World } from '../../world/index.ts'
import { put } from '../../world/index.ts'
import { serviceWorkMs } from '../guests.ts'
import { putFiles, roomOf } from '../space.ts'
import type { Process, Step } from '../types.ts'
import { after, vmOf } from '../types.ts'
import type { WorkForecast } from '../work.ts'
import { comparisonStep, forecastStep, gibText, latencyDuring, streamEnd } from '../work.ts'
import { diskOf, diskRefusal, disksAfter, isRaw, volumeOfNew } from './checks.ts'
import { copyParent, copyRate, isUnfinished } from './parent-copy.ts'
import { changeParents, dropCopies, endCopy, toCopyGib } from './parents.ts'
import { attached, detached, forecastRaw } from './pass-through.ts'
import type { DiskParameters } from './types.ts'
import { chainText, parentRoomGib, workText } from './words.ts'

export const diskName = 'disk'

function parametersOf(job: JobRow): DiskParameters {
  return job.parameters as DiskParameters
}

/** The disk as it was and as it will be; one of them is absent for a new or a removed disk. */
function changeOf(world: World, vm: VmRow, parameters: DiskParameters) {
  const now = disksAfter(world, vm, parameters).find(one => one.name === parameters.disk)
  return { old: diskOf(vm, parameters.disk), now }
}

/** What is read and written for an action, in GiB. */
function movedGib(world: World, vm: VmRow, parameters: DiskParameters): number {
  const { old, now } = changeOf(world, vm, parameters)
  if (isRaw(vm, parameters)) return 0
  switch (parameters.action) {
    case 'add': {
      const copied = toCopyGib(world, volumeOfNew(vm, parameters), parameters.parent)
      return (now ? takenGib(now) : 0) + copied
    }
    case 'remove':
      return 0
    case 'expand':
      return old && now ? takenGib(now) - takenGib(old) : 0
    case 'convert':
      return old && now ? heldFilesGib(world, old) + takenGib(now) : 0
    case 'compact':
    case 'merge':
      return old ? 2 * old.usedGib : 0
    case 'makeParent':
      return now ? takenGib(now) : 0
  }
}

/** Files that are read for all that a disk shows: its own and those of its parents. */
function heldFilesGib(world: World, disk: VmDisk): number {
  return chainOf(world, disk).reduce((sum, one) => sum + one.usedGib, takenGib(disk))
}

/** What a disk action would take at this moment, from the rate of the disk's volume. */
export function forecastDisk(world: World, vm: VmRow, parameters: DiskParameters): WorkForecast {
  if (isRaw(vm, parameters)) return forecastRaw(world, vm, parameters)
  const { old, now } = changeOf(world, vm, parameters)
  const volumeId = (now ?? old)?.volumeId
  const gib = movedGib(world, vm, parameters)
  const copied = toCopyGib(world, volumeId, parameters.parent)
  const from = copied > 0 ? parameters.parent : undefined
  const { mibPerS, isShare } = copyRate(world, volumeId, from)
  const room = roomOf({ ...vm, disks: disksAfter(world, vm, parameters) }) - roomOf(vm)
  return {
    durationS: serviceWorkMs / 1000 + (gib * mibPerGib) / mibPerS,
    ...{
      downtimeS: 0,
      movedGib: gib,
      spaceGib: room + parentRoomGib(world, parameters, old, volumeId),
    },
    latency: gib > 0 ? latencyDuring(world, [volumeId], mibPerS) : [],
    explanation: [
      `${workText(world, vm, parameters)}.`,
      gib > 0
        ? `${gibText(gib)} at ${Math.round(mibPerS)} MB/s, ${isShare ? 'the rate of the library share' : 'the sequential rate of its volume'}.`
        : 'Nothing is copied.',
      ...chainText(world, vm, parameters),
    ],
  }
}

const planStep = forecastStep('step.work.forecast', (world, job) =>
  forecastDisk(world, vmOf(world, job), parametersOf(job)),
)

const writeStep: Step = {
  name: 'step.disk.write',
  begin: (world, job) => {
    const vm = vmOf(world, job)
    const parameters = parametersOf(job)
    const { old, now } = changeOf(world, vm, parameters)
    const volumeId = (now ?? old)?.volumeId
    const { parent } = parameters
    if (volumeId && parent && 'diskId' in parent) {
      return copyParent(world, job, { volumeId, diskId: parent.diskId })
    }
    const gib = movedGib(world, vm, parameters)
    return { end: streamEnd(world, volumeId, gib), detail: gibText(gib) }
  },
  finish: (world, job) => {
    const { volumeId, diskId } = copyOfJob(world, job)
    return volumeId && diskId ? endCopy(world, volumeId, diskId, job) : []
  },
  again: (world, job) => {
    const { volumeId, diskId } = copyOfJob(world, job)
    return volumeId !== undefined && diskId !== undefined && isUnfinished(world, volumeId, diskId)
  },
}

/** The copy of a library disk that a job needs below its new disk. */
function copyOfJob(world: World, job: JobRow) {
  const { parent } = parametersOf(job)
  const volumeId = volumeOfNew(vmOf(world, job), parametersOf(job))
  return { volumeId, diskId: parent && 'diskId' in parent ? parent.diskId : undefined }
}

const changeStep: Step = {
  name: 'step.disk.change',
  begin: (world, job) => {
    const refusal = diskRefusal(world, vmOf(world, job), parametersOf(job))
    return { end: refusal ? { kind: 'fail', refusal } : after(serviceWorkMs) }
  },
  finish: (world, job) => {
    const vm = vmOf(world, job)
    const { old, now } = changeOf(world, vm, parametersOf(job))
    const latest = world.get('job', job.id)
    const [before, later] = [old, now].map(disk =>
      disk ? `${disk.sizeGib} GB ${disk.format}` : '',
    )
    const property = `disk ${parametersOf(job).disk}`
    const change = { object: vm.name, property, before: before ?? '', after: later ?? '' }
    return [
      put('job', { ...latest, changes: [...latest.changes, change] }),
      ...changedFiles(world, vm, parametersOf(job)),
    ]
  },
}

/** The VM with its disks after the action, and the parents on their volume. */
function changedFiles(world: World, vm: VmRow, parameters: DiskParameters): Change[] {
  const old = diskOf(vm, parameters.disk)
  if (isRaw(vm, parameters)) {
    return old ? detached(world, vm, old) : attached(world, vm, parameters)
  }
  const files = putFiles(world, { ...vm, disks: disksAfter(world, vm, parameters) })
  return old ? changeParents(world, files, old, parameters) : files
}

/**
 * Adding, removing, expanding, converting and compacting the disks of a VM, merging one into its
 * parent and making a parent of one (facts 4.2, 7.1).
 */
export const diskProcess: Process = {
  name: diskName,
  steps: () => [planStep, writeStep, changeStep, comparisonStep],
  check: (world, job) => {
    const vm = world.find('vm', job.targetId)
    if (!vm) return refuse('not-found', { kind: 'vm', id: job.targetId ?? '' })
    return diskRefusal(world, vm, parametersOf(job))
  },
  abandon: (world, job) => dropCopies(world, [], job),
  restartAt: 'first',
}
