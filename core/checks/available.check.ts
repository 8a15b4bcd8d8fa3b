import type { Check } from './types.ts'

/**
 * A highly available VM is on a node of a cluster, with its disks where another node finds them.
 */
export const availableCheck: Check = {
  name: 'available',
  find({ world }) {
    for (const { name, highlyAvailable, hostId, disks, stored } of world.all('vm')) {
      if (!highlyAvailable || stored) continue
      const host = world.find('host', hostId)
      if (!host?.clusterId) return `${name} is highly available on ${host?.name}, which is no node`
      const local = disks.find(disk => world.find('volume', disk.volumeId)?.kind === 'local')
      if (local) return `${name} is highly available, and ${local.name} lies on a local volume`
    }
    return undefined
  },
}
