import type { VolumeId } from '../../shared/domain/index.ts'
import { byId, mibPerGib, tenth } from '../../shared/domain/index.ts'
import type { Refusal } from '../../shared/refusals/index.ts'
import { refuse } from '../../shared/refusals/index.ts'
import { isPassedThrough, takenGib } from '../storage/index.ts'
import type { Change, VmRow, VolumeRow, World } from '../world/index.ts'
import { put, remove } from '../world/index.ts'

/** What of a VM takes room on volumes. */
type Files = Pick<VmRow, 'disks' | 'checkpoints' | 'writtenGib' | 'savedImageMib' | 'transfer'>

/**
 * What the files of a VM take, by volume: its disks, their differencing disks beside them, and on
 * the volume of the first disk the memory of a saved state and of checkpoints. Files on their way
 * take their room on the target too.
 */
export function spaceOf(vm: Files): Map<VolumeId, number> {
  const sums = new Map<VolumeId, number>()
  addSpace(sums, vm)
  return sums
}

/** Adds what the files of a VM take to sums by volume. */
export function addSpace(sums: Map<VolumeId, number>, vm: Files): void {
  const { disks, checkpoints = noCheckpoints } = vm
  for (let at = 0; at < disks.length; at++) {
    let written = 0
    for (const { writtenGib } of checkpoints) written += writtenGib[at] ?? 0
    const gib = takenGib(disks[at]!) + written + (vm.writtenGib?.[at] ?? 0)
    add(sums, disks[at]!.volumeId, gib)
  }
  let imageMib = vm.savedImageMib ?? 0
  for (const one of checkpoints) imageMib += one.imageMib
  if (imageMib > 0 && disks[0]) add(sums, disks[0].volumeId, imageMib / mibPerGib)
  const room = vm.transfer?.room
  if (room) add(sums, room.volumeId, room.gib)
}

/** What the files of a VM take on all volumes together, in GiB. */
export function roomOf(vm: Files): number {
  let sum = 0
  for (const gib of spaceOf(vm).values()) sum += gib
  return sum
}

const noCheckpoints: NonNullable<VmRow['checkpoints']> = []

function add(sums: Map<VolumeId, number>, volumeId: VolumeId, gib: number): void {
  sums.set(volumeId, (sums.get(volumeId) ?? 0) + gib)
}

/** The volumes as they are once the files of a VM go from `before` to `after`. */
function spaceChanges(world: World, before: Files | undefined, after: Files | undefined): Change[] {
  const sums = new Map<VolumeId, number>(after && spaceOf(after))
  for (const [id, gib] of before ? spaceOf(before) : []) sums.set(id, (sums.get(id) ?? 0) - gib)
  return [...sums].flatMap(([volumeId, gib]) => {
    const volume = world.find('volume', volumeId)
    if (!volume || gib === 0) return []
    return [put('volume', { ...volume, usedGib: Math.max(0, volume.usedGib + gib) })]
  })
}

/** The VM's files come onto their volumes. */
export function takeSpace(world: World, vm: Files): Change[] {
  return spaceChanges(world, undefined, vm)
}

/** The VM's files go from their volumes, and LUNs that it had to itself are free again. */
export function releaseSpace(world: World, vm: Files): Change[] {
  const raw = new Set(vm.disks.map(disk => disk.volumeId).filter(id => isRaw(world, id)))
  const changes = spaceChanges(world, vm, undefined)
  if (raw.size === 0) return changes
  const kept = changes.filter(one => !('row' in one && raw.has(one.row.id as VolumeId)))
  return [...kept, ...withoutRawVolumes(world, [...raw])]
}

function isRaw(world: World, id: VolumeId): boolean {
  return isPassedThrough(world.find('volume', id))
}

/** LUNs that were passed through are free again: no host sees a disk on them any more. */
export function withoutRawVolumes(world: World, ids: readonly VolumeId[]): Change[] {
  const hosts = [...world.all('host')].filter(host => host.volumeIds.some(id => ids.includes(id)))
  return [
    ...hosts.sort(byId).map(host => {
      const volumeIds = host.volumeIds.filter(id => !ids.includes(id))
      return put('host', { ...host, volumeIds })
    }),
    ...ids.map(id => remove('volume', id)),
  ]
}

/** The VM with other files, and its volumes with the room that these take. */
export function putFiles(world: World, vm: VmRow): Change[] {
  return [...spaceChanges(world, world.get('vm', vm.id), vm), put('vm', vm)]
}

/** The changes with one volume changed once more, on top of what they make of it. */
export function alterVolume(
  world: World,
  changes: readonly Change[],
  id: VolumeId,
  alter: (volume: VolumeRow) => VolumeRow,
): Change[] {
  const isOfIt = (one: Change) => one.table === 'volume' && 'row' in one && one.row.id === id
  const found = changes.find(isOfIt)
  const row = found && 'row' in found ? (found.row as VolumeRow) : world.get('volume', id)
  const altered = put('volume', alter(row))
  // First, so that what a VM stands on is there when the VM comes.
  return [altered, ...changes.filter(one => one !== found)]
}

/** Why the volumes have no room for what a VM's files would take more than now. */
export function spaceRefusal(world: World, vm: VmRow, after: Files): Refusal | undefined {
  const now = spaceOf(vm)
  for (const [volumeId, gib] of spaceOf(after)) {
    const volume = world.find('volume', volumeId)
    const moreGib = gib - (now.get(volumeId) ?? 0)
    const freeGib = volume ? volume.capacityGib - volume.usedGib : 0
    if (moreGib <= 0 || moreGib <= freeGib) continue
    return refuse('vm.no-space', {
      ...{ name: vm.name, volume: volume?.name ?? volumeId },
      ...{ neededGib: tenth(moreGib), freeGib: tenth(freeGib) },
    })
  }
  return undefined
}
