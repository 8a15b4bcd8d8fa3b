import { poolCapacityGib, roundingGib, SpaceLedger, volumeCapacityGib } from '../storage/index.ts'
import type { World } from '../world/index.ts'
import type { Check } from './types.ts'

/** Sums over many LUNs of sizes kept to a tenth may differ by this much. */
const sumRoundingGib = 20 * roundingGib

/** Thick LUNs lie inside their pool, and thin ones have not written more than it has. */
export const poolRoomCheck: Check = {
  name: 'pool-room',
  find({ world }) {
    const map = new SpaceLedger(world)
    for (const pool of world.all('pool')) {
      const { takenGib, capacityGib } = map.poolSpace(pool)
      if (takenGib > capacityGib + sumRoundingGib) {
        return `${pool.name} of ${pool.arrayId} holds ${takenGib} GiB of ${capacityGib} GiB`
      }
      if (poolCapacityGib(pool) <= 0) return `${pool.name} has no disks for data`
    }
    return undefined
  },
}

/** A volume is as large as its layout makes its LUNs. */
export const volumeCapacityCheck: Check = {
  name: 'volume-capacity',
  find({ world }) {
    for (const volume of world.all('volume')) {
      const capacityGib = volumeCapacityGib(world, volume)
      if (Math.abs(capacityGib - volume.capacityGib) > sumRoundingGib) {
        return `${volume.name} says ${volume.capacityGib} GiB, its LUNs make ${capacityGib} GiB`
      }
    }
    return undefined
  },
}

/** A LUN belongs to at most one volume, exists, and lies in a pool that exists. */
export const lunOwnerCheck: Check = {
  name: 'lun-owner',
  find({ world }) {
    const owners = new Map<string, string>()
    for (const volume of world.all('volume')) {
      if (volume.lunIds.length === 0) return `${volume.name} has no LUN`
      for (const id of volume.lunIds) {
        if (!world.find('lun', id)) return `${volume.name} lies on ${id}, which is gone`
        const other = owners.get(id)
        if (other !== undefined) return `${id} belongs to ${other} and ${volume.name}`
        owners.set(id, volume.name)
      }
    }
    return poolOfEachLun(world)
  },
}

function poolOfEachLun(world: World): string | undefined {
  for (const lun of world.all('lun')) {
    const pool = world.find('pool', lun.poolId)
    if (!pool) return `${lun.name} lies in ${lun.poolId}, which is gone`
    if (!world.find('array', pool.arrayId)) return `${pool.name} lies in ${pool.arrayId}`
  }
  return undefined
}

/** What hosts and VMs name of volumes exists, and a volume's owner reaches it. */
export const volumeReachCheck: Check = {
  name: 'volume-reach',
  find({ world }) {
    for (const host of world.all('host')) {
      const gone = host.volumeIds.find(id => !world.find('volume', id))
      if (gone) return `${host.name} reaches ${gone}, which is gone`
    }
    for (const vm of world.all('vm')) {
      const gone = vm.disks.find(disk => !world.find('volume', disk.volumeId))
      if (gone) return `a disk of ${vm.name} lies on ${gone.volumeId}, which is gone`
    }
    for (const volume of world.all('volume')) {
      const owner = world.find('host', volume.ownerHostId)
      if (owner && !owner.volumeIds.includes(volume.id)) {
        return `${owner.name} owns ${volume.name} and does not reach it`
      }
    }
    return undefined
  },
}
