import type { VmState, VolumeId } from '../../../shared/domain/index.ts'
import { diskGibMax, diskLimits, platformOf } from '../../../shared/domain/index.ts'
import { Refusal, refuse } from '../../../shared/refusals/index.ts'
import { busOf, checkpointsOf, disksOn } from '../../guests/index.ts'
import type { VmDisk, VmRow, World } from '../../world/index.ts'
import { diskOwnerRefusal } from '../../hosts/index.ts'
import { emptyDiskGib, isPassedThrough, volumeUserRefusal } from '../../storage/index.ts'
import { spaceRefusal } from '../space.ts'
import {
  chainRefusal,
  chosenParent,
  diskOverParent,
  flattened,
  mergedDisk,
  parentIdOf,
  roomOfCopy,
} from './parents.ts'
import { lunRefusal, rawDisk } from './pass-through.ts'
import type { DiskAction, DiskParameters } from './types.ts'

const verbs: Readonly<Record<DiskAction, string>> = {
  add: 'add a disk',
  remove: 'remove a disk',
  expand: 'expand a disk',
  convert: 'convert a disk',
  compact: 'compact a disk',
  merge: 'merge a disk into its parent',
  makeParent: 'make a parent of a disk',
}

/** The disk that an action is about; undefined for a new one. */
export function diskOf(vm: VmRow, name: string): VmDisk | undefined {
  return vm.disks.find(one => one.name === name)
}

/** Part of what a guest wrote that it has emptied again, and compacting gives back (ours). */
export const emptiedShare = 0.05

/** What compacting a dynamic disk gives back: of what was written since the last time. */
export function emptiedGib(disk: VmDisk): number {
  const since = Math.max(0, disk.usedGib - (disk.compactGib ?? 0))
  return Math.floor(since * emptiedShare * 1024) / 1024
}

/** The disks of the VM once the action is done. */
export function disksAfter(world: World, vm: VmRow, parameters: DiskParameters): VmDisk[] {
  const { action, disk: name, format = 'dynamic', sizeGib = 0, bus = 'scsi' } = parameters
  if (action === 'add' && format === 'pass-through') {
    return [...vm.disks, rawDisk(world, vm, parameters)]
  }
  if (action === 'add') return [...vm.disks, newDisk(world, vm, { ...parameters, format, bus })]
  if (action === 'remove') return vm.disks.filter(one => one.name !== name)
  return vm.disks.map(one => {
    if (one.name !== name) return one
    if (action === 'expand') return { ...one, sizeGib }
    if (action === 'convert') return flattened(world, one, format)
    if (action === 'merge') return mergedDisk(world, one)
    if (action === 'makeParent') return diskOverParent(world, one)
    const usedGib = one.usedGib - emptiedGib(one)
    return { ...one, usedGib, compactGib: usedGib }
  })
}

/** Where a new disk comes to lie. */
export function volumeOfNew(vm: VmRow, { volumeId }: DiskParameters): VolumeId | undefined {
  return volumeId ?? vm.disks[0]?.volumeId
}

function newDisk(
  world: World,
  vm: VmRow,
  { disk, format, bus, sizeGib: wantedGib = 1, volumeId, parent: choice }: DiskParameters,
): VmDisk {
  const id = volumeId ?? vm.disks[0]!.volumeId
  const folder = vm.disks[0]?.path.replace(/[^\\]*$/, '') ?? `${world.get('volume', id).name}\\`
  const volume = world.get('volume', id)
  const parent = format === 'differencing' ? chosenParent(world, volume, choice) : undefined
  const sizeGib = parent && !(parent instanceof Refusal) ? parent.sizeGib : wantedGib
  const usedGib = Math.min(sizeGib, emptyDiskGib)
  const parentId = parent && parentIdOf(volume, choice)
  const onOther = id !== vm.disks[0]?.volumeId
  const path = onOther ? `${volume.name}\\${vm.name}\\${disk}` : folder + disk
  const row = { name: disk, format: format ?? 'dynamic', sizeGib, usedGib, volumeId: id, path, bus }
  return parentId === undefined ? row : { ...row, parentId }
}

/**
 * Why a disk action is not possible: the VM's state (a SCSI disk is changed while it runs, facts
 * 5.3), its checkpoints, the controllers' places, the largest disk of the host version, or room.
 */
export function diskRefusal(
  world: World,
  vm: VmRow,
  parameters: DiskParameters,
): Refusal | undefined {
  const { name } = vm
  const { action, disk: diskName } = parameters
  if (vm.recycled) return refuse('vm.recycled', { name })
  const state = stateRefusal(world, vm, parameters)
  if (state) return state
  if (checkpointsOf(vm).length > 0) return refuse('disk.has-checkpoints', { name })
  const disk = diskOf(vm, diskName)
  if (action !== 'add' && !disk) return refuse('disk.unknown', { name, disk: diskName })
  const rule =
    action === 'add' ? addRefusal(world, vm, parameters) : oneRefusal(world, vm, parameters)
  // A LUN has the size that it has, and takes no room of a volume.
  if (rule || isRaw(vm, parameters)) return rule
  const size = sizeRefusal(world, vm, parameters)
  if (size) return size
  const disks = disksAfter(world, vm, parameters)
  // A converted disk stands beside the old one until it is whole.
  const old = action === 'convert' && disk ? [{ ...disk, name: `${disk.name} old` }] : []
  const copy =
    action === 'add' ? roomOfCopy(world, volumeOfNew(vm, parameters), parameters.parent) : []
  return spaceRefusal(world, vm, { ...vm, disks: [...disks, ...old, ...copy] })
}

/** Whether an action is about a disk that is passed through. */
export function isRaw(vm: VmRow, { action, disk, format }: DiskParameters): boolean {
  return (action === 'add' ? format : diskOf(vm, disk)?.format) === 'pass-through'
}

/** The states in which an action is possible on a disk of that controller. */
function statesFor(world: World, vm: VmRow, action: DiskAction, isScsi: boolean): VmState[] {
  const { version } = world.get('host', vm.hostId)
  const isHot = action === 'add' || action === 'remove'
  const hot = isScsi && (isHot || (action === 'expand' && version === '2012-r2'))
  return hot ? ['stopped', 'running'] : ['stopped']
}

function stateRefusal(
  world: World,
  vm: VmRow,
  { action, disk, bus = 'scsi' }: DiskParameters,
): Refusal | undefined {
  const at = vm.disks.findIndex(one => one.name === disk)
  const isScsi = at < 0 ? bus === 'scsi' : busOf(vm.disks[at]!, at) === 'scsi'
  const allowed = statesFor(world, vm, action, isScsi)
  if (allowed.includes(vm.state)) return undefined
  const { name, state } = vm
  return refuse('vm.bad-power-state', { name, action: verbs[action], state, allowed })
}

function addRefusal(world: World, vm: VmRow, parameters: DiskParameters): Refusal | undefined {
  const { bus = 'scsi', disk, volumeId, format, parent } = parameters
  const { name } = vm
  if (diskOf(vm, disk)) return refuse('name.taken', { kind: 'disk', name: disk })
  const limit = diskLimits[bus]
  if (disksOn(vm, bus) >= limit) {
    return refuse('disk.limit', { name, bus: bus.toUpperCase(), limit })
  }
  if (format === 'pass-through') return lunRefusal(world, vm, parameters)
  const host = world.get('host', vm.hostId)
  const isSeen = volumeId === undefined || host.volumeIds.includes(volumeId)
  if (!isSeen || isPassedThrough(world.find('volume', volumeId))) {
    return refuse('not-found', { kind: 'volume', id: volumeId ?? '' })
  }
  const added = { name, disks: [{ volumeId: volumeId ?? vm.disks[0]!.volumeId }] }
  const elsewhere = diskOwnerRefusal(world, added, host)
  if (elsewhere) return elsewhere
  const isOther = volumeId !== undefined && volumeId !== vm.disks[0]?.volumeId
  const alien = isOther ? volumeUserRefusal(world, vm, world.get('volume', volumeId)) : undefined
  if (alien || format !== 'differencing') return alien
  const volume = world.get('volume', volumeId ?? vm.disks[0]!.volumeId)
  const chosen = chosenParent(world, volume, parent)
  return chosen instanceof Refusal ? chosen : undefined
}

function oneRefusal(world: World, vm: VmRow, parameters: DiskParameters) {
  const { action, disk: diskName, format } = parameters
  const { name } = vm
  const disk = diskOf(vm, diskName)!
  if (action === 'remove' && vm.disks[0] === disk) {
    return refuse('disk.boots', { name, disk: disk.name })
  }
  if (action !== 'remove' && disk.format === 'pass-through') {
    return refuse('disk.passed-through', { disk: disk.name, name, action: verbs[action] })
  }
  if (action === 'convert' && disk.format === format) {
    return refuse('disk.same-format', { disk: disk.name, format: disk.format })
  }
  if (action === 'compact' && disk.format !== 'dynamic') {
    return refuse('disk.not-dynamic', { disk: disk.name, format: disk.format })
  }
  return chainRefusal(world, vm, disk, parameters)
}

function sizeRefusal(world: World, vm: VmRow, parameters: DiskParameters) {
  const { action, disk } = parameters
  if (action !== 'add' && action !== 'expand') return undefined
  const { sizeGib } = disksAfter(world, vm, parameters).find(one => one.name === disk)!
  const host = world.get('host', vm.hostId)
  const limitGib = diskGibMax[host.version]
  if (sizeGib > limitGib) {
    return refuse('disk.too-large', { sizeGib, limitGib, version: platformOf(host) })
  }
  const beforeGib = diskOf(vm, disk)?.sizeGib ?? 0
  if (action === 'expand' && sizeGib <= beforeGib) {
    return refuse('disk.not-larger', { disk, sizeGib, beforeGib })
  }
  return undefined
}
