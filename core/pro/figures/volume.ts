import { bytesPerMib } from '../../../shared/domain/index.ts'
import {
  arrayUnder,
  backEndOf,
  childCount,
  childrenOf,
  parentsOf,
  poolsOf,
  randomIopsOf,
  requestMib,
  snapshotsOf,
  SpaceLedger,
} from '../../storage/index.ts'
import type { VmRow, VolumeRow, World } from '../../world/index.ts'
import { faultsOn, followsFrom, isStruck } from '../../world/index.ts'

const ledgerOf = followsFrom(['lun', 'pool', 'volume'], world => new SpaceLedger(world))

/** Room that files on a volume can still take, GiB: none while the host is told that it is full. */
export function roomGib(world: World, volume: VolumeRow): number {
  if (isStruck(world, 'volume-full', volume.id)) return 0
  const pools = poolsOf(world, volume)
  if (pools.some(pool => isStruck(world, 'thin-pool-exhausted', pool.id))) return 0
  return ledgerOf(world).volumeFreeGib(volume)
}

/** Room in percent of the volume; a disk that is passed through has no room to speak of. */
export function roomPercent(world: World, volume: VolumeRow): number {
  if (volume.passedTo || volume.capacityGib <= 0) return 100
  return (roomGib(world, volume) * 100) / volume.capacityGib
}

/** What the LUNs of its fullest RAID group promise, in percent of what that group holds. */
export function promisedPercent(world: World, volume: VolumeRow): number {
  return mostOf(world, volume, space => (space.promisedGib * 100) / space.capacityGib)
}

/** What is taken of its fullest RAID group, in percent, where a LUN on it is thin; else 0. */
export function thinTakenPercent(world: World, volume: VolumeRow): number {
  const isThin = volume.lunIds.some(id => world.get('lun', id).isThin)
  return isThin ? mostOf(world, volume, one => (one.takenGib * 100) / one.capacityGib) : 0
}

function mostOf(
  world: World,
  volume: VolumeRow,
  figure: (space: ReturnType<SpaceLedger['poolSpace']>) => number,
): number {
  const ledger = ledgerOf(world)
  return poolsOf(world, volume).reduce((most, pool) => {
    const space = ledger.poolSpace(pool)
    return space.capacityGib > 0 ? Math.max(most, figure(space)) : most
  }, 0)
}

/** Disks of its RAID groups that have failed. */
export function failedDisks(world: World, volume: VolumeRow): number {
  const pools = new Set(poolsOf(world, volume))
  let failed = 0
  for (const pool of pools) {
    for (const { amount = 1 } of faultsOn(world, 'disk-failure', pool.id)) failed += amount
  }
  return failed
}

/** 1 where writes go straight to its disks: the array's cache has no battery, or one controller. */
export function writesThrough(world: World, volume: VolumeRow): number {
  const array = arrayUnder(world, volume)
  if (!array) return 0
  const kinds = ['cache-battery-failure', 'array-controller-failure'] as const
  return kinds.some(kind => isStruck(world, kind, array.id)) ? 1 : 0
}

/** Bytes a second that go through its coordinator. */
export function redirectedBytesPerS(world: World, { slot }: VolumeRow): number {
  return world.volumes.data.redirectedIops[slot]! * requestMib * bytesPerMib
}

/** VMs with a disk on each volume, by its id. */
const vmsOn = followsFrom(['vm'], world => {
  const found = new Map<string, VmRow[]>()
  for (const vm of world.all('vm')) {
    for (const volumeId of new Set(vm.disks.map(disk => disk.volumeId))) {
      const there = found.get(volumeId)
      if (there) there.push(vm)
      else found.set(volumeId, [vm])
    }
  }
  return found
})

/** Highly available VMs with a disk on a volume that one node owns at a time. */
export function sharedByOwner(world: World, volume: VolumeRow): number {
  if (volume.kind !== 'cluster-disk' || volume.passedTo) return 0
  return (vmsOn(world).get(volume.id) ?? []).filter(vm => vm.highlyAvailable).length
}

/** VMs that stand still since their volume does not answer, or has no room. */
export function stoppedVms(world: World, volume: VolumeRow): number {
  return (vmsOn(world).get(volume.id) ?? []).filter(
    vm => vm.state === 'paused' && (vm.isStalled || vm.failure !== undefined),
  ).length
}

/** When the oldest snapshot of a volume was taken. */
export function oldestSnapshotMs(world: World, volume: VolumeRow): number | undefined {
  return snapshotsOf(world, volume.id)[0]?.createdMs
}

/** Parents on a volume that no disk stands on any more. */
export function unusedParents(world: World, volume: VolumeRow): number {
  return parentsOf(volume).filter(
    one => one.copying === undefined && childCount(childrenOf(world, volume.id, one.id)) === 0,
  ).length
}

/**
 * Disk operations a second that its disks would be asked for with all VMs at full load, percent.
 */
export function peakLoadPercent(world: World, volume: VolumeRow): number {
  const { volumeSlot, iopsBase, iopsSpan, readPart, writePart } = world.vms.data
  let reads = 0
  let writes = 0
  for (const { slot } of vmsOn(world).get(volume.id) ?? []) {
    if (volumeSlot[slot] !== volume.slot) continue
    const most = iopsBase[slot]! + iopsSpan[slot]!
    reads += most * readPart[slot]!
    writes += most * writePart[slot]!
  }
  const all = reads + writes
  const can = randomIopsOf(world, volume)
  if (all === 0 || can === 0) return 0
  return (all * backEndOf(world, volume, writes / all) * 100) / can
}
