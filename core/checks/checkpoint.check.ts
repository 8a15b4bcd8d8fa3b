import { checkpointsMax } from '../../shared/domain/index.ts'
import { checkpointsOf } from '../guests/index.ts'
import type { VmRow } from '../world/index.ts'
import type { Check } from './types.ts'

/** The checkpoints of a VM are one tree of at most 50, and the VM goes on from one of them. */
export const checkpointCheck: Check = {
  name: 'checkpoint',
  find({ world }) {
    for (const id of world.index.vmsWithCheckpoints) {
      const vm = world.get('vm', id)
      const found = faultOf(vm)
      if (found) return `${vm.name}: ${found}`
    }
    return undefined
  },
}

function faultOf(vm: VmRow): string | undefined {
  const all = checkpointsOf(vm)
  if (all.length > checkpointsMax) return `${all.length} checkpoints`
  const seen = new Set<number>()
  for (const { id, parentId, writtenGib } of all) {
    if (seen.has(id)) return `two checkpoints ${id}`
    // Oldest first: a parent that comes later would be a cycle.
    if (parentId === undefined ? seen.size > 0 : !seen.has(parentId)) {
      return `checkpoint ${id} stands on none`
    }
    seen.add(id)
    if (tooLarge(vm, writtenGib)) return `checkpoint ${id} holds more than its disks`
  }
  if (vm.checkpointId === undefined || !seen.has(vm.checkpointId)) return 'it goes on from nothing'
  if (tooLarge(vm, vm.writtenGib ?? [])) return 'a differencing disk is larger than its disk'
  return undefined
}

function tooLarge({ disks }: VmRow, writtenGib: readonly number[]): boolean {
  return writtenGib.some((gib, at) => gib > (disks[at]?.sizeGib ?? 0))
}
