import { isRightAfterStep } from './after-step.ts'
import type { Check } from './types.ts'

const rounding = 1e-3

/** What guests, root partition and hypervisor take of a host's processors is no more than the host has. */
export const capacityCheck: Check = {
  name: 'capacity',
  find(simulation) {
    if (!isRightAfterStep(simulation)) return undefined
    const { world } = simulation
    const { capacityPercent, usedPercent, rootPercent, hypervisorPercent } = world.hosts.data
    for (const { name, slot } of world.all('host')) {
      const busy = usedPercent[slot]! + rootPercent[slot]! + hypervisorPercent[slot]!
      if (busy > capacityPercent[slot]! + rounding) {
        return `${name} grants ${busy} of ${capacityPercent[slot]} %`
      }
    }
    return undefined
  },
}
