import type { Check } from './types.ts'

/** A limit of operations lets something through, and belongs to a host that is there. */
export const iopsLimitCheck: Check = {
  name: 'iops-limit',
  find({ world }) {
    for (const { name, iopsLimit } of world.all('vm')) {
      if (iopsLimit !== undefined && iopsLimit <= 0) return `${name} may ask for nothing`
    }
    for (const { name, hostIopsLimits = {} } of world.all('volume')) {
      for (const [hostId, limit] of Object.entries(hostIopsLimits)) {
        if (!(limit > 0)) return `${hostId} may ask nothing of ${name}`
      }
    }
    return undefined
  },
}
