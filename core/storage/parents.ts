import type { DiskId, JobId, VolumeId } from '../../shared/domain/index.ts'
import { idsInOrder } from '../../shared/domain/index.ts'
import type { DiskRow, ParentDisk, VmDisk, VmRow, VolumeRow, World } from '../world/index.ts'
import { takenGib, together } from './formats.ts'

/** What a new differencing disk takes, as a blank dynamic one: its headers and tables. */
export const emptyDiskGib = 0.1

/** What says which parent a disk stands on: parent and disk lie on one volume. */
type Standing = Pick<VmDisk, 'volumeId' | 'parentId'>

/** The parents on a volume, oldest first. */
export function parentsOf({ parentDisks }: Pick<VolumeRow, 'parentDisks'>): readonly ParentDisk[] {
  return parentDisks ?? []
}

/** The parent of a volume with this number. */
export function parentAt(world: World, { volumeId, parentId }: Standing): ParentDisk | undefined {
  if (parentId === undefined) return undefined
  const volume = world.find('volume', volumeId)
  return volume?.parentDisks?.find(one => one.id === parentId)
}

/** The parents below a disk, the nearest first: what a read may have to look through. */
export function chainOf(world: World, disk: Standing | undefined): ParentDisk[] {
  const chain: ParentDisk[] = []
  let at = disk && parentAt(world, disk)
  while (disk && at) {
    chain.push(at)
    // A parent is younger than what it stands on, so the way down ends.
    at = parentAt(world, { volumeId: disk.volumeId, parentId: at.parentId })
  }
  return chain
}

/** What a disk shows to its guest, all parents below it with it, in GiB. */
export function heldGib(world: World, disk: Pick<VmDisk, keyof Standing | 'usedGib' | 'sizeGib'>) {
  return chainOf(world, disk).reduce(
    (sum, { usedGib }) => together(sum, usedGib, disk.sizeGib),
    disk.usedGib,
  )
}

/** What stands on a parent: disks of VMs, also of those in the recycle bin, and other parents. */
export interface Children {
  readonly vms: readonly VmRow[]
  readonly parents: readonly ParentDisk[]
}

/** The disks that stand on a parent itself, not on others above it. */
export function childrenOf(world: World, volumeId: VolumeId, parentId: number): Children {
  const stands = (disk: VmDisk) => disk.parentId === parentId && disk.volumeId === volumeId
  const vms = idsInOrder(world.index.vmsOnParents)
    .map(id => world.get('vm', id))
    .filter(vm => vm.disks.some(stands))
  const parents = parentsOf(world.get('volume', volumeId)).filter(one => one.parentId === parentId)
  return { vms, parents }
}

/** How many disks stand on a parent itself. */
export function childCount({ vms, parents }: Children): number {
  return vms.length + parents.length
}

/** The copy of a library disk on a volume that new disks may stand on. */
export function copyOf(volume: VolumeRow, diskId: DiskId): ParentDisk | undefined {
  return parentsOf(volume).find(one => one.fromDiskId === diskId)
}

/** The volume with one more parent, its room included; the number of the new one is its last. */
export function withParent(volume: VolumeRow, made: Omit<ParentDisk, 'id'>): VolumeRow {
  const id = (volume.parentDisksMade ?? 0) + 1
  const parentDisks = [...parentsOf(volume), { ...made, id }]
  return { ...withParents(volume, parentDisks), parentDisksMade: id }
}

/** The volume with these parents in place of its own, and what they take. */
export function withParents(volume: VolumeRow, parentDisks: readonly ParentDisk[]): VolumeRow {
  const sum = (all: readonly ParentDisk[]) => all.reduce((gib, one) => gib + takenGib(one), 0)
  const usedGib = Math.max(0, volume.usedGib + sum(parentDisks) - sum(parentsOf(volume)))
  return {
    ...volume,
    ...{ usedGib, parentDisks: parentDisks.length > 0 ? parentDisks : undefined },
  }
}

/** A library disk as the parent that a copy of it on the volume is. */
export function parentFromLibrary(
  volume: VolumeRow,
  { id, name, format, sizeGib, usedGib }: DiskRow,
  copying?: JobId,
): Omit<ParentDisk, 'id'> {
  const plain = format === 'fixed' ? 'fixed' : 'dynamic'
  const path = `${volume.name}\\Parents\\${name}`
  return { name, path, format: plain, sizeGib, usedGib, fromDiskId: id, copying }
}
