import type { Change, VmDisk, World } from '../world/index.ts'
import { put } from '../world/index.ts'

/** The volumes with the disks' present size added (`sign` 1) or given back (-1). */
function spaceChanges(world: World, disks: readonly VmDisk[], sign: 1 | -1): Change[] {
  const sums = new Map<VmDisk['volumeId'], number>()
  for (const disk of disks) {
    sums.set(disk.volumeId, (sums.get(disk.volumeId) ?? 0) + sign * takenGib(disk))
  }
  return [...sums].flatMap(([volumeId, gib]) => {
    const volume = world.find('volume', volumeId)
    if (!volume) return []
    return [put('volume', { ...volume, usedGib: Math.max(0, volume.usedGib + gib) })]
  })
}

/** What a disk takes of its volume: a dynamic one its present size (facts 1.6), a fixed one all. */
export function takenGib(disk: Pick<VmDisk, 'format' | 'sizeGib' | 'usedGib'>): number {
  return disk.format === 'fixed' ? disk.sizeGib : disk.usedGib
}

/** The VM's disks come onto their volumes. */
export function takeSpace(world: World, vm: { readonly disks: readonly VmDisk[] }): Change[] {
  return spaceChanges(world, vm.disks, 1)
}

/** The VM's disks go from their volumes. */
export function releaseSpace(world: World, vm: { readonly disks: readonly VmDisk[] }): Change[] {
  return spaceChanges(world, vm.disks, -1)
}
