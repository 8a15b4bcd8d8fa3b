import { mayBeOff } from '../../shared/domain/index.ts'
import { bmcOf, isPoweredOff, nodesOf } from '../hosts/index.ts'
import type { Check } from './types.ts'

/**
 * Power optimisation has no more nodes of a cluster off than the table allowed when it turned them
 * off (facts 2.3), and none that it could not wake.
 */
export const poweredOffCheck: Check = {
  name: 'powered-off',
  find({ world }) {
    for (const { id, name, isMadeHere } of world.all('cluster')) {
      const off = nodesOf(world, id).filter(isPoweredOff)
      const nodes = Math.max(0, ...off.map(host => host.poweredOff!.ofNodes))
      const limit = mayBeOff(nodes, isMadeHere === true)
      if (off.length > limit) return `${off.length} nodes of ${name} are off, and ${limit} may be`
      const deaf = off.find(host => bmcOf(host) === 'none')
      if (deaf) return `${deaf.name} is off and has no baseboard controller`
    }
    return undefined
  },
}
