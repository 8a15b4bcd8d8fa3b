import type { SnapshotRow, World } from '../world/index.ts'
import { iopsOf } from '../world/index.ts'
import type { PoolState, VolumePart, VolumeState } from './map.ts'

/**
 * Blocks in which a snapshot keeps what was there, and the part of the data that guests write
 * (ours).
 */
export const snapshotBlockKib = 64
export const writtenShare = 0.05
const blocksPerGib = (1024 * 1024) / snapshotBlockKib
/** Writes of the block table for one redirected write: one page holds many entries (ours). */
const tableWritesPerRedirect = 1 / 16

/** Disk operations on top for one first write to a block that a snapshot keeps (physics 2.3). */
export function firstWriteWork(kind: SnapshotRow['kind'], pool: PoolState): number {
  // Copy: the old block is read, and written to its new place. Redirect: only the table changes.
  if (kind === 'copy-on-write') return pool.perRead + pool.perWrite
  return tableWritesPerRedirect * pool.perWrite
}

/** Disk operations a second that the snapshots of a volume add to a pool under it. */
export function snapshotWork(world: World, volume: VolumeState, part: VolumePart): number {
  const ids = world.index.snapshotsByVolume.of(volume.id)
  if (ids.size === 0) return 0
  let work = 0
  for (const id of ids) {
    const snapshot = world.get('snapshot', id)
    if (!isNewest(world, snapshot)) continue
    const fresh = world.snapshots.data.freshShare[snapshot.slot]!
    const first = writesUnder(world, snapshot, volume) * volume.destageShare * fresh
    work += first * part.writes * firstWriteWork(snapshot.kind, part.pool)
  }
  return work
}

/** Lets one second of writes use up blocks that were not written since the snapshots were taken. */
export function ageSnapshots(world: World, volume: VolumeState): void {
  const { freshShare } = world.snapshots.data
  for (const id of world.index.snapshotsByVolume.of(volume.id)) {
    const snapshot = world.get('snapshot', id)
    const blocks = snapshot.coveredGib * writtenShare * blocksPerGib
    const writes = writesUnder(world, snapshot, volume)
    const left = blocks > 0 ? Math.max(0, 1 - writes / blocks) : 0
    freshShare[snapshot.slot] = freshShare[snapshot.slot]! * left
  }
}

/** Space that a snapshot takes: the old blocks that it keeps. */
export function snapshotGib(world: World, snapshot: SnapshotRow): number {
  const written = 1 - world.snapshots.data.freshShare[snapshot.slot]!
  return snapshot.coveredGib * writtenShare * written
}

/** An old block is kept once: by the last snapshot of the volume, or of the VM. */
function isNewest(world: World, snapshot: SnapshotRow): boolean {
  const volume = world.get('volume', snapshot.volumeId)
  for (const id of world.index.snapshotsByVolume.of(volume.id)) {
    const other = world.get('snapshot', id)
    if (other.vmId === snapshot.vmId && other.slot !== snapshot.slot) {
      const isLater =
        other.createdMs > snapshot.createdMs ||
        (other.createdMs === snapshot.createdMs && other.slot > snapshot.slot)
      if (isLater) return false
    }
  }
  return true
}

/** Writes a second to what a snapshot covers. */
function writesUnder(world: World, snapshot: SnapshotRow, volume: VolumeState): number {
  if (snapshot.vmId === undefined) return world.volumes.data.writes[volume.slot]!
  const slot = world.find('vm', snapshot.vmId)?.slot
  return slot === undefined ? 0 : iopsOf(world, slot) * world.vms.data.writePart[slot]!
}
