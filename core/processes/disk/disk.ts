import { refuse } from '../../../shared/refusals/index.ts'
import type { JobRow, VmRow, World } from '../../world/index.ts'
import { put } from '../../world/index.ts'
import { serviceWorkMs } from '../guests.ts'
import { putFiles, roomOf } from '../space.ts'
import type { Process, Step } from '../types.ts'
import { after, vmOf } from '../types.ts'
import type { WorkForecast } from '../work.ts'
import {
  comparisonStep,
  forecastStep,
  gibText,
  latencyDuring,
  streamEnd,
  streamS,
  volumeRate,
} from '../work.ts'
import { diskOf, diskRefusal, disksAfter, emptiedGib, emptiedShare, fileGib } from './checks.ts'
import type { DiskParameters } from './types.ts'

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
  switch (parameters.action) {
    case 'add':
      return now ? fileGib(now) : 0
    case 'remove':
      return 0
    case 'expand':
      return old && now ? fileGib(now) - fileGib(old) : 0
    case 'convert':
      return old && now ? fileGib(old) + fileGib(now) : 0
    case 'compact':
      return old ? 2 * old.usedGib : 0
  }
}

/** What a disk action would take at this moment, from the rate of the disk's volume. */
export function forecastDisk(world: World, vm: VmRow, parameters: DiskParameters): WorkForecast {
  const { old, now } = changeOf(world, vm, parameters)
  const volumeId = (now ?? old)?.volumeId
  const gib = movedGib(world, vm, parameters)
  const rate = Math.round(volumeRate(world, volumeId))
  const work = {
    add: now?.format === 'fixed' ? 'A fixed disk is written whole' : 'A dynamic disk begins empty',
    remove: 'The file is deleted',
    expand: old?.format === 'fixed' ? 'The new part is written' : 'Only its tables change',
    convert: 'The old file is read and a new one written beside it',
    compact: `The file is read and written anew without what the guest has emptied, ${emptiedShare * 100} % of what was written since the last time (our assumption): ${gibText(old ? emptiedGib(old) : 0)}`,
  }[parameters.action]
  const room = roomOf({ ...vm, disks: disksAfter(world, vm, parameters) }) - roomOf(vm)
  return {
    durationS: serviceWorkMs / 1000 + streamS(world, volumeId, gib),
    ...{ downtimeS: 0, movedGib: gib, spaceGib: room },
    latency: gib > 0 ? latencyDuring(world, [volumeId], volumeRate(world, volumeId)) : [],
    explanation: [
      `${work}.`,
      gib > 0
        ? `${gibText(gib)} at ${rate} MB/s, the sequential rate of its volume.`
        : 'Nothing is copied.',
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
    const { old, now } = changeOf(world, vm, parametersOf(job))
    const gib = movedGib(world, vm, parametersOf(job))
    return { end: streamEnd(world, (now ?? old)?.volumeId, gib), detail: gibText(gib) }
  },
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
      ...putFiles(world, { ...vm, disks: disksAfter(world, vm, parametersOf(job)) }),
    ]
  },
}

/** Adding, removing, expanding, converting and compacting the disks of a VM (facts 4.2, 7.1). */
export const diskProcess: Process = {
  name: diskName,
  steps: () => [planStep, writeStep, changeStep, comparisonStep],
  check: (world, job) => {
    const vm = world.find('vm', job.targetId)
    if (!vm) return refuse('not-found', { kind: 'vm', id: job.targetId ?? '' })
    return diskRefusal(world, vm, parametersOf(job))
  },
  abandon: () => [],
  restartAt: 'first',
}
