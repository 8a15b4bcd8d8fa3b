import { costMib } from '../../shared/domain/index.ts'
import type { DynamicMemory } from '../../shared/domain/index.ts'
import type { VmRow, World } from '../world/index.ts'

/**
 * Memory that a VM takes as it begins to hold any: the startup memory, or what is in its saved
 * state (facts 1.6).
 */
export function startMibOf(vm: VmRow): number {
  const { state, memoryMib, dynamicMemory, savedImageMib = memoryMib } = vm
  const isSaved = state === 'saved' || state === 'restoring'
  return dynamicMemory && isSaved ? clampMib(savedImageMib, dynamicMemory) : memoryMib
}

/** Memory that a VM has now, or would start with. */
export function assignedMibOf(world: World, vm: VmRow): number {
  return world.vms.data.assignedMib[vm.slot]! || startMibOf(vm)
}

/** Host memory that a VM holds now with its overhead (facts 7.3), or would take as it starts. */
export function neededMibOf(world: World, vm: VmRow): number {
  return costMib(assignedMibOf(world, vm))
}

export function clampMib(mib: number, { minimumMib, maximumMib }: DynamicMemory): number {
  return Math.max(minimumMib, Math.min(maximumMib, mib))
}
