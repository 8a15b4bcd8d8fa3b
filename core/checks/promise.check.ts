import { comingTo } from '../world/index.ts'
import type { Check } from './types.ts'

/** A host can keep what it promised to the migrations that come, beside what its VMs hold. */
export const promiseCheck: Check = {
  name: 'promise',
  find({ world }) {
    for (const { id, name, slot, memoryMib } of world.all('host')) {
      const coming = comingTo(world, id)
      if (coming.memoryMib < 0 || coming.vms < 0) return `${name} promised less than nothing`
      const held = world.hosts.data.heldMib[slot]!
      if (coming.vms > 0 && held + coming.memoryMib > memoryMib) {
        return `${name} holds ${held} MiB, promised ${coming.memoryMib} MiB and has ${memoryMib} MiB`
      }
    }
    return undefined
  },
}
