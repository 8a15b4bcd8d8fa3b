import { defined } from '../../engine/assert.ts'
import {
  addSnapshot,
  areaGib,
  coveredGib,
  dropSnapshots,
  snapshotRefusal,
  snapshotsOf,
} from '../../storage/index.ts'
import type { JobRow, SnapshotRow, World } from '../../world/index.ts'
import { put } from '../../world/index.ts'
import type { Process, Step } from '../types.ts'
import { after, now } from '../types.ts'
import { unrestedVms } from './rest.ts'
import { copyBegin, copyChanges, freezeMs, recordEnd } from './steps.ts'
import type { TakeParameters } from './types.ts'

export const snapshotTakeName = 'snapshot-take'

function parametersOf(job: JobRow): TakeParameters {
  return job.parameters as TakeParameters
}

const freezeStep: Step = {
  name: 'step.snapshot.freeze',
  begin: () => ({ end: after(freezeMs) }),
}

/** The tables of the snapshot are written; from then on first writes cost what they cost. */
const recordStep: Step = {
  name: 'step.snapshot.record',
  begin: (world, job) => {
    const refusal = snapshotRefusal(world, parametersOf(job))
    if (refusal) return { end: { kind: 'fail', refusal } }
    return { end: recordEnd(world.get('volume', parametersOf(job).volumeId)) }
  },
  finish: (world, job) => {
    const parameters = parametersOf(job)
    // What it would hold may have changed while its tables were written.
    if (snapshotRefusal(world, parameters)) return []
    const { volumeId, vmId, kind, name, hostId, scheduleId } = parameters
    const covered = coveredGib(world, parameters)
    const unrested = unrestedVms(world, parameters).length
    const row: SnapshotRow = {
      ...{ id: world.nextId('snapshot'), slot: world.snapshots.take(), name, volumeId },
      ...{ kind, hostId, createdMs: world.nowMs, coveredGib: covered },
      areaGib: areaGib(covered),
      ...(unrested > 0 ? { unrestedVms: unrested } : {}),
      ...(vmId === undefined ? {} : { vmId }),
      ...(scheduleId === undefined ? {} : { scheduleId }),
    }
    const latest = world.get('job', job.id)
    const noted = { ...latest, parameters: { ...parameters, snapshotId: row.id } }
    return [...addSnapshot(world, row), put('job', noted)]
  },
}

/** Older snapshots of the schedule go; one that is mounted stays until it is not. */
const expireStep: Step = {
  name: 'step.snapshot.expire',
  begin: (world, job) => {
    const old = expiredBy(world, parametersOf(job))
    return {
      changes: dropSnapshots(world, old),
      end: now,
      ...(old.length > 0 ? { detail: old.map(one => one.name).join(', ') } : {}),
    }
  },
}

function expiredBy(world: World, { volumeId, scheduleId, keep = 1 }: TakeParameters) {
  const mine = snapshotsOf(world, volumeId).filter(one => one.scheduleId === scheduleId)
  const old = mine.slice(0, Math.max(0, mine.length - keep))
  return old.filter(one => one.mountedOn === undefined)
}

const copyStep: Step = {
  name: 'step.snapshot.copy',
  begin: (world, job) => {
    const { snapshotId, shareId } = parametersOf(job)
    if (!snapshotId) return { end: now }
    return copyBegin(world, snapshotId, defined(shareId, 'a share to copy to'))
  },
  finish: (world, job) => {
    const { snapshotId, shareId } = parametersOf(job)
    return snapshotId && shareId ? copyChanges(world, snapshotId, shareId) : []
  },
}

/**
 * A snapshot of a volume, or of the files of one VM on it, from any host that sees it (seed 000). A
 * job that fails or is cancelled before its tables are written leaves nothing.
 */
export const snapshotTakeProcess: Process = {
  name: snapshotTakeName,
  steps: job => {
    const { keep, shareId } = parametersOf(job)
    return [
      freezeStep,
      recordStep,
      ...(keep === undefined ? [] : [expireStep]),
      ...(shareId === undefined ? [] : [copyStep]),
    ]
  },
  check: (world, job) => {
    const parameters = parametersOf(job)
    // A restart whose snapshot is there only copies it.
    return world.find('snapshot', parameters.snapshotId)
      ? undefined
      : snapshotRefusal(world, parameters)
  },
  abandon: () => [],
  restartAt: 'failed',
}
