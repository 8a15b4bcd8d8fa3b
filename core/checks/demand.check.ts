import { nameAt } from './name-at.ts'
import type { Check } from './types.ts'

/** A little more than sums of fractions go wrong by. */
const rounding = 1e-6

/** A VM asks for 0 to 100 % of its processors, and is granted no more than it asks for. */
export const demandCheck: Check = {
  name: 'demand',
  find({ world }) {
    const { demandPercent, grantedPercent } = world.vms.data
    const count = world.vms.length
    for (let slot = 0; slot < count; slot++) {
      const demand = demandPercent[slot]!
      const granted = grantedPercent[slot]!
      const isRight = demand >= 0 && demand <= 100 + rounding
      if (isRight && granted >= 0 && granted <= demand + rounding) continue
      return `${nameAt(world, slot)} asks for ${demand} % and gets ${granted} %`
    }
    return undefined
  },
}
