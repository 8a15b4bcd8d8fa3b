import { parentsOf } from '../storage/index.ts'
import type { VmDisk, VolumeRow, World } from '../world/index.ts'
import type { Check } from './types.ts'

/**
 * A differencing disk stands on a parent of its volume and has its size, and no other disk stands
 * on any; parents are told apart, stand on older ones, and hold no more than their size.
 */
export const parentDiskCheck: Check = {
  name: 'parent-disk',
  find({ world }) {
    for (const volume of world.all('volume')) {
      const found = faultOf(volume)
      if (found) return `${volume.name}: ${found}`
    }
    for (const { id, name, disks } of world.all('vm')) {
      const isOnParent = disks.some(disk => disk.parentId !== undefined)
      if (isOnParent !== world.index.vmsOnParents.has(id))
        return `${name} is not known to stand on a parent`
      const wrong = disks.find(disk => !isSound(world, disk))
      if (wrong) return `${wrong.name} of ${name} stands on ${wrong.parentId ?? 'no parent'}`
    }
    return undefined
  },
}

function faultOf(volume: VolumeRow): string | undefined {
  const older = new Map<number, number>()
  for (const { id, name, sizeGib, usedGib, parentId } of parentsOf(volume)) {
    if (older.has(id) || id > (volume.parentDisksMade ?? 0)) return `two parents ${id}`
    if (usedGib < 0 || usedGib > sizeGib) return `${name} holds ${usedGib} of ${sizeGib} GiB`
    if (parentId !== undefined && older.get(parentId) !== sizeGib) {
      return `${name} stands on ${parentId}, which is not there or of another size`
    }
    older.set(id, sizeGib)
  }
  return undefined
}

function isSound(world: World, { format, volumeId, parentId, sizeGib }: VmDisk): boolean {
  if (format !== 'differencing') return parentId === undefined
  const volume = world.find('volume', volumeId)
  const parent = volume && parentsOf(volume).find(one => one.id === parentId)
  return parent?.sizeGib === sizeGib
}
