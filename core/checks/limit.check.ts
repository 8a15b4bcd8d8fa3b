import { isRightAfterStep } from './after-step.ts'
import { nameAt } from './name-at.ts'
import type { Check } from './types.ts'

const rounding = 1e-6

/** No step grants a VM more processor time than its limit. */
export const limitCheck: Check = {
  name: 'limit',
  find(simulation) {
    if (!isRightAfterStep(simulation)) return undefined
    const { world } = simulation
    const { cpuLimit, demandPercent, grantedPercent } = world.vms.data
    const count = world.vms.length
    for (let slot = 0; slot < count; slot++) {
      if (grantedPercent[slot]! <= cpuLimit[slot]! + rounding) continue
      if (demandPercent[slot] === 0) continue
      const name = nameAt(world, slot)
      return `${name} is limited to ${cpuLimit[slot]} % and gets ${grantedPercent[slot]} %`
    }
    return undefined
  },
}
