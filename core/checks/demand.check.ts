import type { Check } from './types.ts'

/** A little more than sums of fractions go wrong by. */
const rounding = 1e-6

/** A VM asks for 0 to 100 % of its processors, and is granted no more than it asks for. */
export const demandCheck: Check = {
  name: 'demand',
  find({ world }) {
    const { demandPercent, grantedPercent } = world.vms.data
    for (const { name, slot } of world.all('vm')) {
      const [demand, granted] = [demandPercent[slot]!, grantedPercent[slot]!]
      if (!(demand >= 0 && demand <= 100 + rounding)) return `${name} asks for ${demand} %`
      if (!(granted >= 0 && granted <= demand + rounding)) {
        return `${name} asks for ${demand} % and gets ${granted} %`
      }
    }
    return undefined
  },
}
