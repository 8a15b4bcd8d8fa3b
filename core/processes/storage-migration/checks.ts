import type { VmState, VolumeId } from '../../../shared/domain/index.ts'
import type { Refusal } from '../../../shared/refusals/index.ts'
import { refuse } from '../../../shared/refusals/index.ts'
import type { VmRow, VolumeRow, World } from '../../world/index.ts'
import { isPassedThrough, volumeUserRefusal } from '../../storage/index.ts'
import { parentStaysRefusal } from '../disk/parents.ts'
import { spaceRefusal } from '../space.ts'

/** How the files of a VM go to another volume (facts 12.2, 12.3). */
export type StorageMethod = 'offline' | 'quick' | 'live'

const movable: readonly VmState[] = ['running', 'stopped', 'saved']

/** Live from 2012 on; with 2008 R2 the guest is saved at the end; without a guest just a copy. */
export function methodOf(world: World, vm: VmRow): StorageMethod {
  if (vm.state !== 'running') return 'offline'
  return world.get('host', vm.hostId).version === '2008-r2' ? 'quick' : 'live'
}

/** The VM with all its files on another volume. */
export function movedTo(vm: VmRow, volume: Pick<VolumeRow, 'id' | 'name'>): VmRow {
  const disks = vm.disks.map(disk => {
    const file = disk.path.slice(disk.path.lastIndexOf('\\') + 1) || disk.name
    return { ...disk, volumeId: volume.id, path: `${volume.name}\\${vm.name}\\${file}` }
  })
  return { ...vm, disks }
}

/** Why a VM's files cannot move at all now. */
export function storageMovableRefusal(vm: VmRow): Refusal | undefined {
  const { name, state } = vm
  if (vm.recycled) return refuse('vm.recycled', { name })
  if (movable.includes(state)) return undefined
  const action = 'migrate the storage'
  return refuse('vm.bad-power-state', { name, action, state, allowed: [...movable] })
}

/** Why a VM's files cannot move to a volume: its state, the host's reach, or the room there. */
export function storageRefusal(world: World, vm: VmRow, volumeId: VolumeId): Refusal | undefined {
  const state = storageMovableRefusal(vm)
  if (state) return state
  const { name } = vm
  const host = world.get('host', vm.hostId)
  const volume = world.find('volume', volumeId)
  const raw = vm.disks.find(disk => disk.format === 'pass-through')
  if (raw) return refuse('transfer.pass-through', { name, disk: raw.name })
  if (!volume || !host.volumeIds.includes(volumeId) || isPassedThrough(volume)) {
    return refuse('storage-migration.not-reached', {
      ...{ name, host: host.name, volume: volume?.name ?? volumeId },
    })
  }
  if (vm.disks.every(disk => disk.volumeId === volumeId)) {
    return refuse('storage-migration.same-volume', { name, volume: volume.name })
  }
  const isAlien = volume.kind === 'cluster-disk' && volume.ownerHostId !== host.id
  if (isAlien) {
    return refuse('storage-migration.not-reached', { name, host: host.name, volume: volume.name })
  }
  if (vm.highlyAvailable && volume.kind === 'local') {
    return refuse('storage-migration.not-shared', { name, volume: volume.name })
  }
  return (
    volumeUserRefusal(world, vm, volume) ??
    parentStaysRefusal(world, vm, volumeId) ??
    spaceRefusal(world, vm, movedTo(vm, volume))
  )
}
