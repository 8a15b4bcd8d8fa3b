import { costMib } from '../../shared/domain/index.ts'
import type { VmRow, World } from '../world/index.ts'
import type { Check } from './types.ts'

/**
 * A VM has the memory that it was given: all of its static memory, or of dynamic memory something
 * within its range; and it holds that with its overhead.
 */
export const assignedMemoryCheck: Check = {
  name: 'assigned-memory',
  find({ world }) {
    for (const vm of world.all('vm')) {
      const wrong = wrongMemory(world, vm)
      if (wrong) return wrong
    }
    return undefined
  },
}

function wrongMemory(world: World, { name, slot, memoryMib, dynamicMemory }: VmRow) {
  const { assignedMib, heldMib } = world.vms.data
  const assigned = assignedMib[slot]!
  const held = assigned > 0 ? costMib(assigned) : 0
  if (heldMib[slot] !== held) return `${name} has ${assigned} MiB and holds ${heldMib[slot]} MiB`
  if (assigned === 0) return undefined
  const [least, most] = dynamicMemory
    ? [dynamicMemory.minimumMib, dynamicMemory.maximumMib]
    : [memoryMib, memoryMib]
  if (assigned >= least && assigned <= most) return undefined
  return `${name} has ${assigned} MiB, and may have ${least} to ${most} MiB`
}
