import type { DiskId, VmId, VolumeId } from '../../../shared/domain/index.ts'
import type { Refusal } from '../../../shared/refusals/index.ts'
import { refuse } from '../../../shared/refusals/index.ts'
import {
  childCount,
  childrenOf,
  copyOf,
  emptyDiskGib,
  heldGib,
  parentAt,
  parentFromLibrary,
  parentsOf,
  takenGib,
  together,
  withParent,
  withParents,
} from '../../storage/index.ts'
import type {
  Change,
  JobRow,
  ParentDisk,
  VmDisk,
  VmRow,
  VolumeRow,
  World,
} from '../../world/index.ts'
import { put } from '../../world/index.ts'
import { alterVolume } from '../space.ts'
import type { DiskParameters, ParentChoice } from './types.ts'

/** The parent as it is, or as the copy of the library disk will be. */
export function chosenParent(
  world: World,
  volume: VolumeRow,
  choice: ParentChoice | undefined,
): Omit<ParentDisk, 'id'> | Refusal {
  if (choice && 'diskId' in choice) {
    const disk = world.find('disk', choice.diskId)
    if (!disk) return refuse('not-found', { kind: 'virtual hard disk', id: choice.diskId })
    return copyOf(volume, disk.id) ?? parentFromLibrary(volume, disk)
  }
  const parent = parentsOf(volume).find(one => one.id === choice?.parentId)
  if (parent && !parent.copying) return parent
  const number = choice?.parentId ?? 0
  return refuse('disk.parent-unknown', { parent: parent?.name ?? number, volume: volume.name })
}

/** The number of the parent that a choice comes to, once it is on the volume. */
export function parentIdOf(volume: VolumeRow, choice: ParentChoice | undefined) {
  if (!choice) return undefined
  return 'parentId' in choice ? choice.parentId : copyOf(volume, choice.diskId)?.id
}

/** What still has to be copied of a library disk before others can stand on it, in GiB. */
export function toCopyGib(
  world: World,
  volumeId: VolumeId | undefined,
  choice: ParentChoice | undefined,
): number {
  const volume = world.find('volume', volumeId)
  if (!volume || !choice || !('diskId' in choice)) return 0
  const there = copyOf(volume, choice.diskId)
  return !there || there.copying ? (world.find('disk', choice.diskId)?.usedGib ?? 0) : 0
}

/** The room that a parent which is not there yet will take, as a file beside those of a VM. */
export function roomOfCopy(
  world: World,
  volumeId: VolumeId | undefined,
  choice: ParentChoice | undefined,
): VmDisk[] {
  const volume = world.find('volume', volumeId)
  if (!volume || !choice || !('diskId' in choice) || copyOf(volume, choice.diskId)) return []
  const parent = chosenParent(world, volume, choice) as ParentDisk
  const { name, sizeGib, path } = parent
  const usedGib = takenGib(parent)
  return [{ name, format: 'dynamic', sizeGib, usedGib, volumeId: volume.id, path }]
}

/**
 * The parent that a library disk becomes on a volume, as this job's to copy, where nobody else
 * copies it now: its room is taken from here on.
 */
export function beginCopy(
  world: World,
  changes: readonly Change[],
  { volumeId, diskId, job }: { volumeId: VolumeId; diskId: DiskId; job: JobRow },
): Change[] {
  const known = copyOf(world.get('volume', volumeId), diskId)
  if (known && !isLeft(world, known)) return [...changes]
  return alterVolume(world, changes, volumeId, volume => {
    if (!known) {
      return withParent(volume, parentFromLibrary(volume, world.get('disk', diskId), job.id))
    }
    return markedAs(volume, known.id, job.id)
  })
}

/** Whether a copy is not whole, and the job that made it is over. */
function isLeft(world: World, { copying }: ParentDisk): boolean {
  return copying !== undefined && !world.index.openJobs.has(copying)
}

/** The parent is whole where this job copied it. */
export function endCopy(world: World, volumeId: VolumeId, diskId: DiskId, job: JobRow): Change[] {
  const volume = world.find('volume', volumeId)
  const known = volume && copyOf(volume, diskId)
  return known?.copying === job.id ? [put('volume', markedAs(volume!, known.id, undefined))] : []
}

/**
 * A copy that did not become whole goes, unless a disk counts on it already; one of a VM that goes
 * too does not.
 */
export function dropCopies(
  world: World,
  changes: readonly Change[],
  job: JobRow,
  goneId?: VmId,
): Change[] {
  let all = [...changes]
  for (const volume of world.all('volume')) {
    const mine = volume.parentDisks?.filter(one => one.copying === job.id) ?? []
    const unused = mine.filter(one => {
      const { vms, parents } = childrenOf(world, volume.id, one.id)
      return parents.length === 0 && vms.every(vm => vm.id === goneId)
    })
    if (unused.length === 0) continue
    const gone = new Set(unused.map(one => one.id))
    all = alterVolume(world, all, volume.id, row =>
      withParents(
        row,
        parentsOf(row).filter(one => !gone.has(one.id)),
      ),
    )
  }
  return all
}

function markedAs(volume: VolumeRow, id: number, copying: JobRow['id'] | undefined): VolumeRow {
  const parentDisks = parentsOf(volume).map(one => (one.id === id ? { ...one, copying } : one))
  return { ...volume, parentDisks }
}

/** The disk once it is merged into its parent: the parent's file is the VM's own again. */
export function mergedDisk(world: World, disk: VmDisk): VmDisk {
  const parent = parentAt(world, disk)
  if (!parent) return disk
  const { format, path, parentId } = parent
  const usedGib = together(parent.usedGib, disk.usedGib, disk.sizeGib)
  return { ...disk, format, path, parentId, usedGib, compactGib: undefined }
}

/** The disk once its file is a parent: the guest writes to an empty one beside it. */
export function diskOverParent(world: World, disk: VmDisk): VmDisk {
  const number = (world.get('volume', disk.volumeId).parentDisksMade ?? 0) + 1
  const path = disk.path.replace(/(?:-over-\d+)?(\.\w+)?$/, `-over-${number}$1`)
  const usedGib = Math.min(emptyDiskGib, disk.sizeGib)
  return { ...disk, format: 'differencing', parentId: number, path, usedGib, compactGib: undefined }
}

/** The disk with all that its parents hold, in one file of its own. */
export function flattened(world: World, disk: VmDisk, format: VmDisk['format']): VmDisk {
  return { ...disk, format, usedGib: heldGib(world, disk), parentId: undefined }
}

/** The parents of a disk's volume after an action: one is merged away, or made. */
export function changeParents(
  world: World,
  changes: readonly Change[],
  disk: VmDisk,
  { action }: DiskParameters,
): Change[] {
  if (action === 'merge') {
    return alterVolume(world, changes, disk.volumeId, volume =>
      withParents(
        volume,
        parentsOf(volume).filter(one => one.id !== disk.parentId),
      ),
    )
  }
  if (action !== 'makeParent' || disk.format === 'pass-through') return [...changes]
  const { name, path, format, sizeGib, usedGib, parentId } = disk
  return alterVolume(world, changes, disk.volumeId, volume =>
    withParent(volume, { name, path, format, sizeGib, usedGib, parentId }),
  )
}

/** Why a disk cannot be merged into what it stands on, or its size changed. */
export function chainRefusal(
  world: World,
  vm: VmRow,
  disk: VmDisk,
  { action }: DiskParameters,
): Refusal | undefined {
  const parent = parentAt(world, disk)
  if (action === 'merge') {
    if (!parent) return refuse('disk.no-parent', { disk: disk.name, format: disk.format })
    const others = childCount(childrenOf(world, disk.volumeId, parent.id)) - 1
    const isTwin = (one: VmDisk) => one.parentId === parent.id && one.volumeId === disk.volumeId
    const twins = vm.disks.filter(isTwin).length - 1
    if (others + twins === 0) return undefined
    const names = { disk: disk.name, parent: parent.name }
    return refuse('disk.parent-shared', { ...names, others: others + twins })
  }
  if (action === 'expand' && parent) {
    const { sizeGib } = parent
    return refuse('disk.size-of-parent', { disk: disk.name, parent: parent.name, sizeGib })
  }
  return undefined
}

/**
 * Why files of a VM cannot be brought to another place by themselves: a differencing disk is only
 * readable on the volume that its parent lies on.
 */
export function parentStaysRefusal(
  world: World,
  vm: VmRow,
  volumeId?: VolumeId,
): Refusal | undefined {
  const disk = vm.disks.find(one => one.parentId !== undefined && one.volumeId !== volumeId)
  if (!disk) return undefined
  const volume = world.get('volume', disk.volumeId).name
  const parent = parentAt(world, disk)?.name ?? ''
  return refuse('disk.parent-stays', { name: vm.name, disk: disk.name, parent, volume })
}
