import type { ShareId, VolumeId } from '../../../shared/domain/index.ts'
import { byIdNumber, mibPerGib } from '../../../shared/domain/index.ts'
import { assignedMibOf } from '../../memory/index.ts'
import { isPassedThrough, takenGib, usersOf, volumeFreeGib } from '../../storage/index.ts'
import type {
  HostRow,
  StoredFiles,
  VmRow,
  VmTransfer,
  VolumeRow,
  World,
} from '../../world/index.ts'

/** The disks and checkpoints of a VM, on its host or in the library. */
export function filesOf(vm: VmRow): Pick<StoredFiles, 'disks' | 'checkpoints' | 'writtenGib'> {
  return vm.stored ?? vm
}

/**
 * All that is copied of a VM: its disks, what checkpoints hold, and memory that is on disk; GiB.
 */
export function filesGib(vm: VmRow): number {
  const { disks, checkpoints = [], writtenGib = [] } = filesOf(vm)
  const own = disks.reduce((sum, disk) => sum + takenGib(disk), 0)
  const written = [writtenGib, ...checkpoints.map(one => one.writtenGib)]
  const images = checkpoints.reduce((sum, one) => sum + one.imageMib, vm.savedImageMib ?? 0)
  return own + written.flat().reduce((sum, gib) => sum + gib, 0) + images / mibPerGib
}

/** The volume of a host that takes the files: the one named, or the one with most free space. */
export function volumeFor(
  world: World,
  vm: VmRow,
  target: HostRow,
  volumeId?: VolumeId,
): VolumeRow | undefined {
  const isShared = vm.highlyAvailable && target.clusterId !== undefined
  const usable = target.volumeIds
    .map(id => world.get('volume', id))
    .filter(
      volume =>
        (volumeId === undefined || volume.id === volumeId) &&
        !isPassedThrough(volume) &&
        (volume.kind !== 'cluster-disk' || volume.ownerHostId === target.id) &&
        !(isShared && volume.kind === 'local') &&
        mayUse(world, vm, volume),
    )
  usable.sort(
    (a, b) => volumeFreeGib(world, b.id) - volumeFreeGib(world, a.id) || byIdNumber(a.id, b.id),
  )
  return usable[0]
}

function mayUse(world: World, { ownerId }: VmRow, volume: VolumeRow): boolean {
  const users = usersOf(world, volume)
  return users === undefined || (ownerId !== undefined && users.userIds.has(ownerId))
}

const withoutFiles = {
  ...{ checkpoints: undefined, checkpointId: undefined, writtenGib: undefined },
} as const

/** The VM with its files on a share and on no host. */
export function asStored(vm: VmRow, shareId: ShareId, sinceMs: number): VmRow {
  const { disks, checkpoints, checkpointId, writtenGib } = vm
  const bare = disks.map(({ volumeId: _, ...disk }) => disk)
  const stored = { shareId, sinceMs, disks: bare, checkpoints, checkpointId, writtenGib }
  return { ...vm, ...withoutFiles, disks: [], stored, transfer: undefined, state: 'stored' }
}

/** The VM with its files on a volume of a host. */
export function asDeployed(vm: VmRow, host: HostRow, volume: VolumeRow): VmRow {
  const { stored } = vm
  const files = stored
    ? {
        disks: stored.disks.map(disk => ({ ...disk, volumeId: volume.id })),
        checkpoints: stored.checkpoints,
        checkpointId: stored.checkpointId,
        writtenGib: stored.writtenGib,
      }
    : {}
  const isNode = host.clusterId !== undefined
  return {
    ...vm,
    ...files,
    ...{ stored: undefined, transfer: undefined, hostId: host.id },
    highlyAvailable: vm.highlyAvailable && isNode && volume.kind !== 'local',
  }
}

/** The memory that a guest which is on brings along as a file, MiB. */
export function imageToSaveMib(world: World, vm: VmRow): number {
  return vm.state === 'running' ? assignedMibOf(world, vm) : 0
}

/** The move of a VM to a volume: what it was, and the room that the copy takes meanwhile. */
export function transferTo(
  world: World,
  vm: VmRow,
  from: VmTransfer['from'],
  volume: VolumeRow,
): VmTransfer {
  const gib = filesGib(vm) + imageToSaveMib(world, vm) / mibPerGib
  return { from, room: { volumeId: volume.id, gib } }
}
