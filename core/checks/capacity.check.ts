import { isRightAfterStep } from './after-step.ts'
import type { Check } from './types.ts'

const rounding = 1e-3

/** What a step grants of a host's processors is no more than the host has. */
export const capacityCheck: Check = {
  name: 'capacity',
  find(simulation) {
    if (!isRightAfterStep(simulation)) return undefined
    const { world } = simulation
    const { capacityPercent, usedPercent } = world.hosts.data
    for (const { name, slot } of world.all('host')) {
      if (usedPercent[slot]! > capacityPercent[slot]! + rounding) {
        return `${name} grants ${usedPercent[slot]} of ${capacityPercent[slot]} %`
      }
    }
    return undefined
  },
}
