import type { Check } from './types.ts'

const rounding = 1e-3

/** What a step granted of a host's processors is no more than the host had. */
export const capacityCheck: Check = {
  name: 'capacity',
  find({ world }) {
    const { capacityPercent, usedPercent } = world.hosts.data
    // Between two steps a host may have become slower than it was in the last one.
    if (world.nowMs % 1000 !== 0) return undefined
    for (const { name, slot } of world.all('host')) {
      if (usedPercent[slot]! > capacityPercent[slot]! + rounding) {
        return `${name} grants ${usedPercent[slot]} of ${capacityPercent[slot]} %`
      }
    }
    return undefined
  },
}
