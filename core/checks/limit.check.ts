import type { Check } from './types.ts'

const rounding = 1e-6

/** No VM is granted more processor time than its limit, whoever lowered it: from the next step on. */
export const limitCheck: Check = {
  name: 'limit',
  find({ world }) {
    // Between two steps a limit may have been lowered below what the last step gave.
    if (world.nowMs % 1000 !== 0) return undefined
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
