import type { HostId, UserId, VmId, VolumeId } from '../../../shared/domain/index.ts'
import { mibPerGib, numberOfId, secondsText } from '../../../shared/domain/index.ts'
import type { Refusal } from '../../../shared/refusals/index.ts'
import { refuse } from '../../../shared/refusals/index.ts'
import { vmQuotaRefusal } from '../../access/quota.ts'
import { arrivalRefusal } from '../../hosts/index.ts'
import { macAddressOf } from '../../inventory/index.ts'
import type { Change, JobRow, VmRow, World } from '../../world/index.ts'
import { put, remove } from '../../world/index.ts'
import { parentStaysRefusal } from '../disk/index.ts'
import { serviceWorkMs } from '../guests.ts'
import { putFiles, releaseSpace, spaceRefusal, takeSpace } from '../space.ts'
import { movedTo } from '../storage-migration/index.ts'
import {
  asDeployed,
  copyFlow,
  cutRefusal,
  filesGib,
  rateOf,
  restOf,
  sourceVolume,
} from '../transfer/index.ts'
import type { Process, Step } from '../types.ts'
import { after, now } from '../types.ts'
import type { WorkForecast, WorkParameters } from '../work.ts'
import { comparisonStep, forecastStep, gibText, latencyDuring } from '../work.ts'

export const cloneName = 'clone'

/** What a clone job keeps. */
export interface CloneParameters extends WorkParameters {
  readonly sourceId: VmId
  readonly name: string
  readonly hostId: HostId
  readonly volumeId: VolumeId
  readonly creatorId?: UserId
  /** The VM, once the first step has made it. */
  readonly vmId?: VmId
}

function parametersOf(job: JobRow): CloneParameters {
  return job.parameters as CloneParameters
}

/** Why a VM cannot be cloned: it must be off, so that its files stand still (facts 5.2). */
export function cloneRefusal(vm: VmRow): Refusal | undefined {
  const { name, state } = vm
  if (vm.recycled) return refuse('vm.recycled', { name })
  const raw = vm.disks.find(disk => disk.format === 'pass-through')
  if (raw) return refuse('transfer.pass-through', { name, disk: raw.name })
  return state === 'stopped' || state === 'stored'
    ? undefined
    : refuse('clone.source', { name, state })
}

/** Why the source cannot be read now: its state, or what another job does to it. */
function sourceRefusal(world: World, source: VmRow): Refusal | undefined {
  const job = world.find('job', source.jobId)
  if (job) return refuse('vm.busy', { name: source.name, job: job.name })
  return cloneRefusal(source)
}

/** The new VM as it is made: all of the source but its name, its addresses and its past. */
function cloneOf(world: World, job: JobRow, source: VmRow): VmRow {
  const { name, hostId, volumeId, creatorId } = parametersOf(job)
  const id = world.nextId('vm')
  const [host, volume] = [world.get('host', hostId), world.get('volume', volumeId)]
  const row: VmRow = {
    ...source,
    ...{ id, slot: world.vms.take(), name, state: 'creating', jobId: job.id },
    ...{ creatorId, createdMs: world.nowMs, startedMs: undefined, failure: undefined },
    ...{ placement: undefined, possibleOwnerIds: undefined },
  }
  return withOwnAddresses(movedTo(asDeployed(row, host, volume), volume))
}

/** Adapters with addresses of this VM, those that its checkpoints would bring back too. */
function withOwnAddresses(vm: VmRow): VmRow {
  const own = (adapters: VmRow['networkAdapters']) =>
    adapters.map((adapter, at) => ({ ...adapter, macAddress: macAddressOf(numberOfId(vm.id), at) }))
  const checkpoints = vm.checkpoints?.map(one => {
    const { hardware } = one
    return { ...one, hardware: { ...hardware, networkAdapters: own(hardware.networkAdapters) } }
  })
  return { ...vm, networkAdapters: own(vm.networkAdapters), checkpoints }
}

/** What a clone would take at this moment: all files of the source are copied. */
export function forecastClone(
  world: World,
  source: VmRow,
  { hostId, volumeId }: Pick<CloneParameters, 'hostId' | 'volumeId'>,
): WorkForecast {
  const gib = filesGib(source)
  const [host, volume] = [world.get('host', hostId), world.get('volume', volumeId)]
  const share = world.find('share', source.stored?.shareId)
  const { mibPerS } = rateOf(world, source, { host, share, volume })
  const copyS = (gib * mibPerGib) / mibPerS
  return {
    durationS: (2 * serviceWorkMs) / 1000 + copyS,
    ...{ downtimeS: 0, movedGib: gib, spaceGib: gib },
    latency: latencyDuring(world, [sourceVolume(source), volume.id], mibPerS),
    explanation: [
      `${gibText(gib)}, its checkpoints with it, are copied to ${volume.name} at ${Math.round(mibPerS)} MB/s: ${secondsText(copyS)}.`,
      'The new VM has its own network addresses; its guest still has the old computer name.',
    ],
  }
}

const planStep = forecastStep('step.work.forecast', (world, job) =>
  forecastClone(world, world.get('vm', parametersOf(job).sourceId), parametersOf(job)),
)

/** The VM, its room and its quota are there from now on; the source stands still. */
const createStep: Step = {
  name: 'step.clone.create',
  begin: (world, job) => {
    const { sourceId, vmId } = parametersOf(job)
    const source = world.get('vm', sourceId)
    // Work that ended on the source in this instant may have made it another one.
    const barred = sourceRefusal(world, source) ?? vmQuotaRefusal(world, source)
    if (barred) return { end: { kind: 'fail', refusal: barred } }
    const held = put('vm', { ...source, state: 'cloning' })
    const made = world.find('vm', vmId)
    if (made) {
      const again = put('vm', { ...made, state: 'creating', failure: undefined })
      return { changes: [held, again], end: after(serviceWorkMs) }
    }
    const vm = cloneOf(world, job, source)
    const none = { ...vm, disks: [], checkpoints: undefined, savedImageMib: undefined }
    const refusal = spaceRefusal(world, none, vm)
    if (refusal) return { end: { kind: 'fail', refusal } }
    const latest = world.get('job', job.id)
    const known = { ...parametersOf(latest), vmId: vm.id }
    return {
      changes: [
        ...[put('vm', vm), ...takeSpace(world, vm), held],
        put('job', { ...latest, targetId: vm.id, parameters: known }),
      ],
      end: after(serviceWorkMs),
    }
  },
}

const copyStep: Step = {
  name: 'step.clone.copy',
  begin: (world, job) => {
    const { sourceId, hostId, volumeId } = parametersOf(job)
    const source = world.find('vm', sourceId)
    if (!source) return { end: { kind: 'fail', refusal: sourceGone(sourceId) } }
    const [host, volume] = [world.find('host', hostId), world.find('volume', volumeId)]
    if (!host || !volume) {
      return { end: { kind: 'fail', refusal: refuse('not-found', { kind: 'host', id: hostId }) } }
    }
    const share = world.find('share', source.stored?.shareId)
    return {
      end: copyFlow(world, source, { host, share, volume }),
      detail: gibText(filesGib(source)),
    }
  },
  finish: (world, job) => released(world, job),
}

function sourceGone(sourceId: VmId): Refusal {
  return refuse('not-found', { kind: 'vm', id: sourceId })
}

/** The source is what it was before its files were read. */
function released(world: World, job: JobRow): Change[] {
  const source = world.find('vm', parametersOf(job).sourceId)
  if (source?.state !== 'cloning') return []
  return [put('vm', { ...source, state: source.stored ? 'stored' : 'stopped' })]
}

/** Off as its source is: a saved state was copied with the other files. */
function finishedClone(vm: VmRow): Change[] {
  return [put('vm', { ...vm, state: restOf(vm) })]
}

const finishStep: Step = {
  name: 'step.vm.finish',
  begin: (world, job) => ({
    changes: finishedClone(world.get('vm', job.targetId!)),
    end: now,
  }),
}

/**
 * A new VM with copies of all files of another (facts 5.2). One that fails leaves the new VM to be
 * repaired, and the source as it was.
 */
export const cloneProcess: Process = {
  name: cloneName,
  steps: () => [planStep, createStep, copyStep, finishStep, comparisonStep],
  check: (world, job) => {
    const { sourceId, hostId, volumeId, vmId } = parametersOf(job)
    const source = world.find('vm', sourceId)
    if (!source) return sourceGone(sourceId)
    const host = world.find('host', hostId)
    if (!host?.volumeIds.includes(volumeId)) {
      return refuse('not-found', { kind: 'volume', id: volumeId })
    }
    // It may have gone into maintenance mode since the job was made.
    const away = arrivalRefusal(world, host) ?? cutRefusal(world, source, host)
    if (away) return away
    const made = world.find('vm', vmId)
    if (made && made.state !== 'creation-failed') {
      return refuse('repair.not-failed', { name: made.name, state: made.state })
    }
    return sourceRefusal(world, source) ?? parentStaysRefusal(world, source, volumeId)
  },
  prepare: (world, job) => {
    const { vmId } = parametersOf(job)
    return world.find('vm', vmId) ? undefined : { ...parametersOf(job), vmId: undefined }
  },
  abandon: (world, job, why) => {
    const vm = world.find('vm', parametersOf(job).vmId)
    const back = released(world, job)
    if (!vm || vm.state !== 'creating') return back
    if (why === 'failed') {
      const gone: VmRow = { ...vm, state: 'creation-failed', failure: job.failure }
      return [...back, ...putFiles(world, gone)]
    }
    const latest = world.get('job', job.id)
    return [
      ...[...back, ...releaseSpace(world, vm), remove('vm', vm.id)],
      put('job', { ...latest, parameters: { ...parametersOf(latest), vmId: undefined } }),
    ]
  },
  restartAt: 'first',
}
