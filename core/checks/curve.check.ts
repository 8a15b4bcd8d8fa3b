import { nameAt } from './name-at.ts'
import type { Check } from './types.ts'

/** Every VM follows a load curve that is there. */
export const curveCheck: Check = {
  name: 'curve',
  find({ world, workload }) {
    const { curve } = world.vms.data
    const { length } = workload
    const count = world.vms.length
    for (let slot = 0; slot < count; slot++) {
      if (curve[slot]! < length.length && length[curve[slot]!]! > 0) continue
      if (world.index.vmBySlot[slot]) return `${nameAt(world, slot)} follows no load curve`
    }
    return undefined
  },
}
