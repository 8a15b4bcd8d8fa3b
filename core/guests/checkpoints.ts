import { together } from '../storage/index.ts'
import type { VmCheckpoint, VmDisk, VmHardware, VmRow } from '../world/index.ts'

type Kept = Pick<VmRow, 'checkpoints'>
type Chained = Pick<VmRow, 'checkpoints' | 'checkpointId' | 'writtenGib' | 'disks'>

/** The checkpoints of a VM with those that wait to be merged, oldest first. */
export function checkpointsOf(vm: Kept): readonly VmCheckpoint[] {
  return vm.checkpoints ?? []
}

/** The checkpoint with this number, unless it is deleted. */
export function checkpointOf(vm: Kept, id: number | undefined): VmCheckpoint | undefined {
  return checkpointsOf(vm).find(one => one.id === id && !one.isDeleted)
}

/** Differencing disks between the VM's own files and what it writes to now: what a read may pass. */
export function checkpointDepth(vm: Pick<VmRow, 'checkpoints' | 'checkpointId'>): number {
  return pathTo(checkpointsOf(vm), vm.checkpointId).length
}

/** The checkpoints from one up to the first of the tree. */
function pathTo(all: readonly VmCheckpoint[], id: number | undefined): VmCheckpoint[] {
  const byId = new Map(all.map(one => [one.id, one]))
  const path: VmCheckpoint[] = []
  for (let at = id; at !== undefined && path.length <= all.length; at = path.at(-1)?.parentId) {
    const one = byId.get(at)
    if (!one) break
    path.push(one)
  }
  return path
}

/** A checkpoint and all that were made after it. */
export function withDescendants(vm: Kept, id: number): Set<number> {
  const found = new Set([id])
  // A checkpoint is younger than its parent, and they come oldest first.
  for (const one of checkpointsOf(vm)) {
    if (one.parentId !== undefined && found.has(one.parentId)) found.add(one.id)
  }
  return found
}

/** The hardware of a VM as a checkpoint keeps it. */
export function hardwareOf(vm: VmHardware): VmHardware {
  const { cpuCount, memoryMib, cpuWeight, cpuReservePercent, cpuLimitPercent } = vm
  const { networkAdapters, dynamicMemory, servicesOff } = vm
  return {
    ...{ cpuCount, memoryMib, cpuWeight, cpuReservePercent, cpuLimitPercent },
    ...{ networkAdapters, dynamicMemory, servicesOff },
  }
}

/** The VM with one more checkpoint, from which it goes on with empty differencing disks. */
export function withCheckpoint(
  vm: VmRow,
  made: Omit<VmCheckpoint, 'id' | 'parentId' | 'hardware' | 'writtenGib'>,
): VmRow {
  const id = (vm.checkpointsMade ?? 0) + 1
  const one: VmCheckpoint = {
    ...made,
    id,
    ...(vm.checkpointId === undefined ? {} : { parentId: vm.checkpointId }),
    hardware: hardwareOf(vm),
    writtenGib: vm.checkpointId === undefined ? [] : (vm.writtenGib ?? []),
  }
  return {
    ...vm,
    checkpoints: [...checkpointsOf(vm), one],
    checkpointsMade: id,
    checkpointId: id,
    writtenGib: vm.disks.map(() => 0),
  }
}

/** What is left of a tree once all that can be merged is, and what was copied for it. */
export interface Merged {
  readonly vm: Chained
  readonly copiedGib: number
}

/**
 * Merges every deleted checkpoint that at most one other stands on: what came after goes into its
 * files. One that several stand on keeps its files until they are fewer.
 */
export function mergeDeleted(vm: Chained): Merged {
  let at = vm
  let copiedGib = 0
  for (;;) {
    const next = checkpointsOf(at).find(one => one.isDeleted && standOn(at, one.id) <= 1)
    if (!next) return { vm: at, copiedGib }
    const merged = mergeOne(at, next)
    copiedGib += merged.copiedGib
    at = merged.vm
  }
}

/** How many checkpoints, and the VM as it is now, stand on one. */
function standOn(vm: Chained, id: number): number {
  const children = checkpointsOf(vm).filter(one => one.parentId === id).length
  return children + (vm.checkpointId === id ? 1 : 0)
}

function mergeOne(vm: Chained, gone: VmCheckpoint): Merged {
  const rest = checkpointsOf(vm).filter(one => one.id !== gone.id)
  const child = rest.find(one => one.parentId === gone.id)
  const isNow = vm.checkpointId === gone.id
  if (!child && !isNow) return { vm: tidied({ ...vm, checkpoints: rest }), copiedGib: 0 }
  const above = child ? child.writtenGib : (vm.writtenGib ?? [])
  const copiedGib = above.reduce((sum, gib) => sum + gib, 0)
  const isFirst = gone.parentId === undefined
  const disks = isFirst ? vm.disks.map((disk, at) => grown(disk, above[at] ?? 0)) : vm.disks
  const writtenGib = isFirst
    ? []
    : vm.disks.map((disk, at) => together(gone.writtenGib[at] ?? 0, above[at] ?? 0, disk.sizeGib))
  const checkpoints = child
    ? rest.map(one => (one === child ? { ...one, parentId: gone.parentId, writtenGib } : one))
    : rest
  const now = isNow ? { checkpointId: gone.parentId, writtenGib } : {}
  return { vm: tidied({ ...vm, disks, checkpoints, ...now }), copiedGib }
}

function grown(disk: VmDisk, writtenGib: number): VmDisk {
  return { ...disk, usedGib: together(disk.usedGib, writtenGib, disk.sizeGib) }
}

/** A VM without checkpoints has no word of them. */
function tidied(vm: Chained): Chained {
  if (checkpointsOf(vm).length > 0) return vm
  return { ...vm, checkpoints: undefined, checkpointId: undefined, writtenGib: undefined }
}

/** Deleted checkpoints that could be merged as soon as the VM's state allows it. */
export function hasMergeable(vm: Chained): boolean {
  return checkpointsOf(vm).some(one => one.isDeleted && standOn(vm, one.id) <= 1)
}
