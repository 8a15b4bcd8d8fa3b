import type { ShareId, SnapshotId } from '../../../shared/domain/index.ts'
import { mibPerGib } from '../../../shared/domain/index.ts'
import { refuse } from '../../../shared/refusals/index.ts'
import { managerMs, throughputMibPerS } from '../../storage/index.ts'
import type { ShareRow, SnapshotRow, VolumeRow, World } from '../../world/index.ts'
import { put } from '../../world/index.ts'
import type { StepBegin, StepEnd } from '../types.ts'

/** Writers come to rest and their buffers go to disk; Windows allows ten seconds, this is ours. */
export const freezeMs = 2000
/** Writes of the tables for one snapshot: metadata, as in an expansion (ours). */
export const recordOperations = 40

/** Writes of tables, one after the other, beside the VMs of the volume. */
export function recordEnd(volume: VolumeRow, count = 1): StepEnd {
  const total = recordOperations * count
  const flow = { volumeSlot: volume.slot, total, rateMax: 1000 / managerMs, writeShare: 1 }
  return { kind: 'flow', flow: { kind: 'random', ...flow } }
}

/** The UNC path of a library share. */
export function pathOfShare(share: Pick<ShareRow, 'server' | 'name'>): string {
  return `\\\\${share.server}\\${share.name}`
}

/** Copies what a snapshot covers to a library share: the slower of the volume and the share. */
export function copyBegin(world: World, snapshotId: SnapshotId, shareId: ShareId): StepBegin {
  const snapshot = world.find('snapshot', snapshotId)
  const share = world.find('share', shareId)
  if (!snapshot || !share) {
    const gone = snapshot
      ? { kind: 'library share', id: shareId }
      : { kind: 'snapshot', id: snapshotId }
    return { end: { kind: 'fail', refusal: refuse('not-found', gone) } }
  }
  const volume = world.get('volume', snapshot.volumeId)
  const path = pathOfShare(share)
  const rate = share.throughputMibPerS
  return {
    end: {
      kind: 'flow',
      flow: {
        ...{ kind: 'stream', volumeSlot: volume.slot },
        total: Math.max(1, snapshot.coveredGib * mibPerGib),
        rateMax: Math.min(rate, throughputMibPerS(world, volume)),
        link: { id: path, rate },
      },
    },
    detail: `${snapshot.coveredGib} GB to ${path}`,
  }
}

/** The snapshot is on the share from now on. */
export function copyChanges(world: World, snapshotId: SnapshotId, shareId: ShareId) {
  const snapshot: SnapshotRow | undefined = world.find('snapshot', snapshotId)
  const share = world.find('share', shareId)
  if (!snapshot || !share) return []
  return [put('snapshot', { ...snapshot, copiedTo: `${pathOfShare(share)}\\${snapshot.name}` })]
}
