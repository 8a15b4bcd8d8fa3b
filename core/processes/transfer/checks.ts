import type { VmState } from '../../../shared/domain/index.ts'
import type { Refusal } from '../../../shared/refusals/index.ts'
import { refuse } from '../../../shared/refusals/index.ts'
import { arrivalRefusal, hostRefusal } from '../../hosts/index.ts'
import { assignedMibOf } from '../../memory/index.ts'
import { lanMibPerS } from '../../networks/index.ts'
import { hostsWithName, ruleRefusal } from '../../placement/index.ts'
import { arrayUnder } from '../../storage/index.ts'
import type { HostRow, MovedFrom, VmRow, VolumeRow, World } from '../../world/index.ts'
import { parentStaysRefusal } from '../disk/parents.ts'
import { roomRefusal } from '../memory.ts'
import { placeRefusal } from '../migration/index.ts'
import { spaceRefusal } from '../space.ts'
import { transferTo, volumeFor } from './files.ts'

const movable: readonly VmState[] = ['running', 'stopped', 'saved']

/** What a VM was before its files moved: of one whose transfer failed, what it was then. */
export function fromOf(vm: VmRow): MovedFrom {
  return vm.transfer?.from ?? (vm.state as MovedFrom)
}

/** Why no file of a VM can move to another host at all now. */
export function transferableRefusal(world: World, vm: VmRow): Refusal | undefined {
  const { name, state } = vm
  if (vm.recycled) return refuse('vm.recycled', { name })
  const away = hostRefusal(world, world.get('host', vm.hostId))
  if (away) return away
  if (movable.includes(state) || isHalfMoved(vm)) return undefined
  return refuse('vm.bad-power-state', { name, action: 'migrate', state, allowed: [...movable] })
}

/** A transfer that failed may be tried again. */
export function isHalfMoved(vm: VmRow): boolean {
  return vm.state === 'migration-failed' && vm.transfer !== undefined
}

/** What speaks against a host, whatever way the files take. */
export function targetRefusal(world: World, vm: VmRow, target: HostRow): Refusal | undefined {
  const { name } = vm
  if (!vm.stored && vm.hostId === target.id) {
    return refuse('migration.same-host', { name, host: target.name })
  }
  const away = arrivalRefusal(world, target)
  if (away) return away
  const owners = target.clusterId ? vm.possibleOwnerIds : undefined
  const isKin = world.get('host', vm.hostId).clusterId === target.clusterId
  if (owners && isKin && !owners.includes(target.id)) {
    const names = owners.map(id => world.find('host', id)?.name ?? id)
    return refuse('cluster.not-an-owner', { name, host: target.name, owners: names })
  }
  if (hostsWithName(world, name, vm.id).has(target.id)) {
    return refuse('name.taken', { kind: `VM on ${target.name}`, name })
  }
  const network = vm.networkAdapters
    .map(adapter => adapter.network)
    .find(one => !target.networks.includes(one))
  if (network !== undefined) {
    return refuse('migration.network-missing', { name, host: target.name, network })
  }
  const barred = kindRefusal(world, vm, target) ?? ruleRefusal(world, vm, target)
  return barred ?? memoryRefusal(world, vm, target)
}

/** A virtual machine of one hypervisor is none of another (facts 1.6). */
function kindRefusal(world: World, vm: VmRow, target: HostRow): Refusal | undefined {
  const [here, there] = [world.get('host', vm.hostId), target].map(
    host => host.hypervisor ?? 'hyper-v',
  )
  if (here === there) return undefined
  return refuse('transfer.other-hypervisor', { name: vm.name, host: target.name })
}

/** A guest that is to go on needs its memory there. */
function memoryRefusal(world: World, vm: VmRow, target: HostRow): Refusal | undefined {
  return fromOf(vm) === 'running' ? roomRefusal(world, vm, target) : undefined
}

/** Why a VM that is off cannot change to another node without its files moving. */
export function clusterRefusal(world: World, vm: VmRow, target: HostRow): Refusal | undefined {
  const source = world.get('host', vm.hostId)
  if (source.clusterId === undefined) {
    return refuse('migration.no-cluster', { name: vm.name, host: source.name })
  }
  return placeRefusal(world, vm, target)
}

/** The volumes of a VM, each once, in the order of its disks. */
export function volumesOf(world: World, vm: VmRow): VolumeRow[] {
  return [...new Set(vm.disks.map(disk => disk.volumeId))].map(id => world.get('volume', id))
}

/**
 * Why the LUNs of a VM cannot be shown to another host instead: each must hold this VM alone, lie
 * in an array of the storage network, and both hosts must be attached to it (facts 12.2).
 */
export function sanRefusal(world: World, vm: VmRow, target: HostRow): Refusal | undefined {
  const { name } = vm
  for (const volume of volumesOf(world, vm)) {
    const array = arrayUnder(world, volume)
    if (!array || array.hostId !== undefined) {
      return refuse('transfer.san-local', { name, volume: volume.name })
    }
    if (volume.fileSystem !== 'ntfs') {
      return refuse('transfer.san-shared', { name, volume: volume.name })
    }
    const others = [...world.all('vm')].filter(
      one => one.id !== vm.id && (liesOn(one, volume) || comesTo(world, one, volume)),
    ).length
    if (others > 0) return refuse('transfer.san-others', { name, volume: volume.name, others })
    if (world.index.snapshotsByVolume.of(volume.id).size > 0) {
      return refuse('transfer.san-snapshots', { name, volume: volume.name })
    }
    const isAttached = target.volumeIds.some(id => {
      const seen = world.find('volume', id)
      return seen !== undefined && arrayUnder(world, seen)?.id === array.id
    })
    if (!isAttached) {
      return refuse('transfer.san-not-attached', { host: target.name, array: array.name })
    }
  }
  return vm.disks.length === 0 ? refuse('transfer.san-no-disk', { name }) : undefined
}

function liesOn(vm: VmRow, { id }: VolumeRow): boolean {
  return vm.disks.some(disk => disk.volumeId === id) || vm.transfer?.room?.volumeId === id
}

/** Whether a job of the VM brings a disk or all of its files to the volume. */
function comesTo(world: World, vm: VmRow, { id }: VolumeRow): boolean {
  const job = world.find('job', vm.jobId)
  return (job?.parameters as { volumeId?: unknown } | undefined)?.volumeId === id
}

/** Why no network carries files of a VM to a host: none is up at one of the ends. */
export function cutRefusal(world: World, vm: VmRow, target: HostRow): Refusal | undefined {
  const source = vm.stored ? target : world.get('host', vm.hostId)
  const isHere = source.id === target.id && !vm.stored
  if (isHere || lanMibPerS(world, vm.stored ? [target] : [source, target]) > 0) return undefined
  const names = { source: source.name, target: target.name }
  return refuse('transfer.no-network', { name: vm.name, ...names })
}

/** Why the files of a VM cannot be copied to a host over the network. */
export function lanRefusal(
  world: World,
  vm: VmRow,
  target: HostRow,
  volumeId?: VolumeRow['id'],
): Refusal | undefined {
  const { name } = vm
  const raw = vm.disks.find(disk => disk.format === 'pass-through')
  if (raw) return refuse('transfer.pass-through', { name, disk: raw.name })
  const cut = cutRefusal(world, vm, target)
  if (cut) return cut
  const chosen = volumeFor(world, vm, target, volumeId)
  if (!chosen) return refuse('transfer.no-volume', { name, host: target.name })
  const chained = parentStaysRefusal(world, vm, chosen.id)
  if (chained) return chained
  if (isHalfMoved(vm)) return undefined
  const after = { ...vm, transfer: transferTo(world, vm, fromOf(vm), chosen) }
  return (
    spaceRefusal(world, vm, after) ??
    (fromOf(vm) === 'running'
      ? spaceRefusal(world, vm, { ...after, savedImageMib: assignedMibOf(world, vm) })
      : undefined)
  )
}

/** Why a VM cannot be stored in the library now. */
export function storeRefusal(world: World, vm: VmRow): Refusal | undefined {
  const { name, state } = vm
  if (vm.recycled) return refuse('vm.recycled', { name })
  const host = world.get('host', vm.hostId)
  const away = hostRefusal(world, host)
  if (away) return away
  const isThere = isHalfMoved(vm) && !vm.stored
  if (state !== 'stopped' && state !== 'saved' && !isThere) {
    const allowed = ['stopped', 'saved']
    return refuse('vm.bad-power-state', { name, action: 'store in the library', state, allowed })
  }
  const raw = vm.disks.find(disk => disk.format === 'pass-through')
  if (raw) return refuse('transfer.pass-through', { name, disk: raw.name })
  const chained = parentStaysRefusal(world, vm)
  return chained ?? libraryCutRefusal(world, vm)
}

/** Why no network carries files of a VM to the library: its host has no link. */
export function libraryCutRefusal(world: World, { name, hostId }: VmRow): Refusal | undefined {
  const host = world.get('host', hostId)
  if (lanMibPerS(world, [host]) > 0) return undefined
  return refuse('transfer.no-network', { name, source: host.name, target: 'the library' })
}

/** Why a VM cannot come from the library now, wherever to. */
export function deployRefusal(vm: VmRow): Refusal | undefined {
  const { name, state } = vm
  if (vm.recycled) return refuse('vm.recycled', { name })
  if (vm.stored && (state === 'stored' || isHalfMoved(vm))) return undefined
  return refuse('vm.bad-power-state', { name, action: 'deploy', state, allowed: ['stored'] })
}
