import { isRightAfterStep } from './after-step.ts'
import type { Check } from './types.ts'

const rounding = 1e-6

/** No step grants a VM more processor time than its limit. */
export const limitCheck: Check = {
  name: 'limit',
  find(simulation) {
    if (!isRightAfterStep(simulation)) return undefined
    const { world } = simulation
    const { cpuLimit, demandPercent, grantedPercent } = world.vms.data
    for (const { name, slot, cpuLimitPercent } of world.all('vm')) {
      if (demandPercent[slot] === 0) continue
      if (grantedPercent[slot]! > cpuLimit[slot]! + rounding) {
        return `${name} is limited to ${cpuLimitPercent} % and gets ${grantedPercent[slot]} %`
      }
    }
    return undefined
  },
}
