import { mibPerGib } from '../../shared/domain/index.ts'
import { loadDiskOf } from './disks.ts'
import { heldGib, wholeKib } from '../storage/index.ts'
import type { VmRow, World } from '../world/index.ts'
import { iopsOf } from '../world/index.ts'

/** Part of a guest's disk operations that write, and what one writes (both ours). */
const writeShare = 0.4
const operationKib = 8
const secondsPerPass = 60

/** What a guest writes at its present load, in MiB a second. */
export function writeMibPerS(world: World, vm: VmRow): number {
  return (iopsOf(world, vm.slot) * writeShare * operationKib) / 1024
}

/** What grows with the guest's writes: the file over a checkpoint, or the differencing disk; GiB. */
export function writesGrow({ writtenGib, disks, checkpointId }: VmRow): number {
  const [disk] = disks
  const isOnParent = checkpointId === undefined && disk?.parentId !== undefined
  return isOnParent ? disk.usedGib : (writtenGib?.[0] ?? 0)
}

/**
 * What the differencing disk of a VM's first disk holds a minute later, in GiB. Each write of the
 * guest takes room of its own until everything on the disk was written once: with W that was there
 * and r written in a minute, the size goes from g to (g + r) / (1 + r / W), which never passes W.
 * The rate is that of the minute's last second.
 */
export function writtenAfterMinute(world: World, vm: VmRow): number {
  const disk = vm.disks[0]
  const before = writesGrow(vm)
  const rate = writeMibPerS(world, vm)
  const isOver = vm.checkpointId !== undefined || disk?.parentId !== undefined
  if (!disk || rate === 0 || !isOver || loadDiskOf(vm) !== disk) return before
  const writtenGib = (rate * secondsPerPass) / mibPerGib
  const everything = Math.max(before, heldGib(world, disk), 1 / mibPerGib)
  const after = (before + writtenGib) / (1 + writtenGib / everything)
  return Math.max(before, Math.min(disk.sizeGib, wholeKib(after)))
}
