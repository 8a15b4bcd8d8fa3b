import type { Check } from './types.ts'

/** Every disk of a VM lies on a volume that its host reaches. */
export const vmVolumesCheck: Check = {
  name: 'vm-volumes',
  find({ world }) {
    for (const { name, hostId, disks } of world.all('vm')) {
      const host = world.find('host', hostId)
      const lost = disks.find(disk => !host?.volumeIds.includes(disk.volumeId))
      if (lost)
        return `${lost.name} of ${name} lies on ${lost.volumeId}, out of reach of ${host?.name}`
    }
    return undefined
  },
}
