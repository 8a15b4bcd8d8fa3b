import type { ArrayView, LunView, PoolView, VolumeRowView } from '../../shared/contract/index.ts'
import type { VolumeId } from '../../shared/domain/index.ts'
import { bootsWaiting } from '../counters/index.ts'
import { diskFigures } from '../physics/index.ts'
import {
  arrayUnder,
  busiestPool,
  isPassedThrough,
  linkMibPerS,
  SpaceLedger,
} from '../storage/index.ts'
import type { ArrayRow, LunRow, PoolRow, VolumeRow } from '../world/index.ts'
import type { HandlerContext } from './handler.ts'

/** What several views of one answer share, gathered once. */
export interface StorageView {
  readonly context: HandlerContext
  readonly map: SpaceLedger
  readonly users: ReadonlyMap<VolumeId, VolumeUsers>
  /** Requests of guests that boot, by the slot of the volume. */
  readonly bootsWaiting: Float64Array
}

/** Who uses a volume: what lies in scope, and how much there is besides. */
interface VolumeUsers {
  vms: number
  hiddenVms: number
  hosts: number
  snapshots: number
}

export function storageView(context: HandlerContext): StorageView {
  const { world } = context
  return {
    ...{ context, map: new SpaceLedger(world), users: usersOf(context) },
    bootsWaiting: bootsWaiting(world),
  }
}

/** One pass over VMs, hosts and snapshots, however many volumes there are. */
function usersOf({ world, access, caller }: HandlerContext): Map<VolumeId, VolumeUsers> {
  const users = new Map<VolumeId, VolumeUsers>()
  for (const { id } of world.all('volume')) {
    users.set(id, { vms: 0, hiddenVms: 0, hosts: 0, snapshots: 0 })
  }
  const seesVm = access.scope(caller, 'vm.read')
  for (const vm of world.all('vm')) {
    const isSeen = seesVm.vm(vm)
    for (const volumeId of new Set(vm.disks.map(disk => disk.volumeId))) {
      const one = users.get(volumeId)
      if (one && isSeen) one.vms++
      else if (one) one.hiddenVms++
    }
  }
  for (const host of world.all('host')) {
    for (const volumeId of host.volumeIds) {
      const one = users.get(volumeId)
      if (one) one.hosts++
    }
  }
  for (const { volumeId } of world.all('snapshot')) {
    const one = users.get(volumeId)
    if (one) one.snapshots++
  }
  return users
}

export function poolView({ context, map }: StorageView, pool: PoolRow): PoolView {
  const { world } = context
  const { iops, load } = world.pools.data
  const { id, name, arrayId, raid, diskKind, disks, diskGib } = pool
  return {
    ...{ id, name, arrayId, raid, diskKind, disks, diskGib },
    ...map.poolSpace(pool),
    luns: map.lunsByPool.get(id)?.length ?? 0,
    operationsPerS: iops[pool.slot]!,
    operationsMaxPerS: (disks * 1000) / diskFigures[diskKind].serviceMs,
    load: load[pool.slot]!,
  }
}

export function arrayView(view: StorageView, array: ArrayRow): ArrayView {
  const { world } = view.context
  const pools = [...world.all('pool')].filter(pool => pool.arrayId === array.id)
  return { ...plainArrayView(view, array), pools: pools.map(pool => poolView(view, pool)) }
}

export function plainArrayView(
  { context }: StorageView,
  array: ArrayRow,
): Omit<ArrayView, 'pools'> {
  const { id, name, model, linkKind, linkGbps, ports, activePorts } = array
  const { world, access, caller } = context
  const host = world.find('host', array.hostId)
  const isSeen = host && access.scope(caller, 'host.read').host(host)
  return {
    ...{ id, name, model, linkKind, linkGbps, activePorts },
    hostName: isSeen ? host.name : undefined,
    ports: [...ports],
    linkMibPerS: linkMibPerS(array),
    readHitRate: array.readHitRate,
    coalescedShare: array.coalescedShare,
  }
}

export function lunView({ context, map }: StorageView, lun: LunRow): LunView {
  const { world } = context
  const pool = world.get('pool', lun.poolId)
  const array = world.get('array', pool.arrayId)
  const volume = map.volumeByLun.get(lun.id)
  const { id, name, sizeGib, isThin, poolId } = lun
  return {
    ...{ id, name, sizeGib, isThin, poolId, takenGib: map.takenGib(lun) },
    ...{ poolName: pool.name, arrayId: array.id, arrayName: array.name, raid: pool.raid },
    ...(isPassedThrough(volume)
      ? { passedTo: vmNameOf(context, volume?.passedTo) }
      : { volumeId: volume?.id, volumeName: volume?.name }),
  }
}

/** The VM that has a LUN to itself; without its name where the caller may not see it. */
function vmNameOf({ world, access, caller }: HandlerContext, id: string | undefined): string {
  const vm = world.find('vm', id)
  return vm && access.scope(caller, 'vm.read').vm(vm) ? vm.name : ''
}

export function volumeView(view: StorageView, volume: VolumeRow): VolumeRowView {
  const { context, map, users } = view
  const { world, access, caller } = context
  const { id, name, kind, fileSystem, layout, capacityGib, usedGib, lunIds } = volume
  const owner = world.find('host', volume.ownerHostId)
  const pool = busiestPool(world, volume)
  return {
    ...{ id, name, kind, fileSystem, layout, capacityGib, usedGib },
    ...(users.get(id) ?? { vms: 0, hiddenVms: 0, hosts: 0, snapshots: 0 }),
    arrayName: arrayUnder(world, volume)?.name,
    snapshotGib: volume.snapshotGib ?? 0,
    freeGib: map.volumeFreeGib(volume),
    isThin: lunIds.some(lunId => world.get('lun', lunId).isThin),
    luns: lunIds.length,
    ownerName: owner && access.scope(caller, 'host.read').host(owner) ? owner.name : undefined,
    iops: world.volumes.data.iops[volume.slot]!,
    ...liveFigures(view, volume),
    load: pool ? world.pools.data.load[pool.slot]! : 0,
  }
}

/** What the step measures of a volume's queue. */
function liveFigures(
  { context: { world }, bootsWaiting: booting }: StorageView,
  { slot }: VolumeRow,
): Pick<VolumeRowView, 'latencyMs' | 'queue' | 'servedPercent'> {
  const { latencyMs, queue, servedShare } = world.volumes.data
  return {
    latencyMs: latencyMs[slot]!,
    queue: queue[slot]! + booting[slot]!,
    servedPercent: servedShare[slot]! * 100,
  }
}
