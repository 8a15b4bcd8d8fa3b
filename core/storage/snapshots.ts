import type { HostId, VmId, VolumeId } from '../../shared/domain/index.ts'
import { numberOfId, tenth } from '../../shared/domain/index.ts'
import type { Refusal } from '../../shared/refusals/index.ts'
import { refuse } from '../../shared/refusals/index.ts'
import type { Change, SnapshotRow, VolumeRow, World } from '../world/index.ts'
import { put, remove } from '../world/index.ts'
import { passedRefusal } from './passed-through.ts'
import { writtenShare } from './snapshot-cost.ts'
import { volumeFreeGib } from './space.ts'

/** What a snapshot is asked of. */
export interface SnapshotOf {
  readonly volumeId: VolumeId
  readonly vmId?: VmId
  readonly hostId?: HostId
}

/** Shadow copies that Windows keeps of one volume at most (published). */
export const snapshotsMax = 512

/** The snapshots of a volume, oldest first. */
export function snapshotsOf(world: World, volumeId: VolumeId): SnapshotRow[] {
  return [...world.all('snapshot')]
    .filter(one => one.volumeId === volumeId)
    .sort((a, b) => a.createdMs - b.createdMs || numberOfId(a.id) - numberOfId(b.id))
}

/** Data that a snapshot taken now would hold. */
export function coveredGib(world: World, { volumeId, vmId }: SnapshotOf): number {
  if (vmId === undefined) return tenth(world.get('volume', volumeId).usedGib)
  const { disks } = world.get('vm', vmId)
  const here = disks.filter(disk => disk.volumeId === volumeId)
  return tenth(here.reduce((sum, disk) => sum + disk.usedGib, 0))
}

/**
 * Room that a snapshot needs for the old blocks: all that guests ever write of its data, so that it
 * never runs full. At least a tenth of a GiB.
 */
export function areaGib(covered: number): number {
  return Math.max(0.1, Math.ceil(covered * writtenShare * 10) / 10)
}

/** Why no snapshot can be taken now. */
export function snapshotRefusal(world: World, of: SnapshotOf): Refusal | undefined {
  const volume = world.find('volume', of.volumeId)
  if (!volume) return refuse('not-found', { kind: 'volume', id: of.volumeId })
  const { name } = volume
  const passed = passedRefusal(world, volume)
  if (passed) return passed
  if (of.vmId !== undefined) {
    const vm = world.find('vm', of.vmId)
    if (!vm) return refuse('not-found', { kind: 'VM', id: of.vmId })
    if (!vm.disks.some(disk => disk.volumeId === of.volumeId)) {
      return refuse('snapshot.vm-elsewhere', { vm: vm.name, volume: name })
    }
    const raw = vm.disks.find(disk => disk.format === 'pass-through')
    if (raw) return refuse('checkpoint.pass-through', { name: vm.name, disk: raw.name })
  }
  const host = world.find('host', of.hostId ?? volume.ownerHostId)
  if (host && !host.volumeIds.includes(volume.id)) {
    return refuse('snapshot.host-blind', { volume: name, host: host.name })
  }
  const count = snapshotsOf(world, volume.id).length
  if (count >= snapshotsMax) {
    return refuse('snapshot.limit', { volume: name, count, limit: snapshotsMax })
  }
  const neededGib = areaGib(coveredGib(world, of))
  const freeGib = tenth(volumeFreeGib(world, volume.id))
  if (neededGib <= freeGib) return undefined
  return refuse('snapshot.no-room', { volume: name, neededGib, freeGib })
}

/** A snapshot with the room that its volume keeps for it. */
export function addSnapshot(world: World, row: SnapshotRow): Change[] {
  return [put('snapshot', row), keptBy(world.get('volume', row.volumeId), row.areaGib ?? 0)]
}

/** Snapshots go, and their volumes have the room again. */
export function dropSnapshots(world: World, rows: readonly SnapshotRow[]): Change[] {
  const sums = new Map<VolumeId, number>()
  for (const { volumeId, areaGib: area = 0 } of rows) {
    sums.set(volumeId, (sums.get(volumeId) ?? 0) + area)
  }
  return [
    ...rows.map(({ id }) => remove('snapshot', id)),
    ...[...sums].flatMap(([id, area]) => {
      const volume = world.find('volume', id)
      return volume ? [keptBy(volume, -area)] : []
    }),
  ]
}

function keptBy(volume: VolumeRow, more: number): Change {
  const kept = tenth((volume.snapshotGib ?? 0) + more)
  return put('volume', { ...volume, snapshotGib: kept > 0 ? kept : undefined })
}
