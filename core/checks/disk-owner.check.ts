import { conditionOf } from '../hosts/index.ts'
import type { Check } from './types.ts'

/**
 * A volume of a cluster is owned or coordinated by a node that reaches it; all VMs on a disk of one
 * owner are on that node, but for those that its own failover is about to fetch.
 */
export const diskOwnerCheck: Check = {
  name: 'disk-owner',
  find({ world }) {
    const single = new Map<string, string>()
    for (const volume of world.all('volume')) {
      const owner = world.find('host', volume.ownerHostId)
      if (!owner) continue
      if (!owner.volumeIds.includes(volume.id)) {
        return `${volume.name} is owned by ${owner.name}, which does not reach it`
      }
      if (volume.kind === 'cluster-disk') single.set(volume.id, owner.id)
    }
    if (single.size === 0) return undefined
    for (const vm of world.all('vm')) {
      if (vm.state !== 'running') continue
      const away = vm.disks.find(
        disk => single.has(disk.volumeId) && single.get(disk.volumeId) !== vm.hostId,
      )
      const host = world.get('host', vm.hostId)
      if (away && conditionOf(host) === 'up') return `${vm.name} runs away from its disk's owner`
    }
    return undefined
  },
}
