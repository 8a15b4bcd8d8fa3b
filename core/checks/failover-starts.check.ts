import { failoverStartsMax } from '../../shared/domain/index.ts'
import { failoverStartsOn } from '../processes/failover/index.ts'
import type { Check } from './types.ts'

/** A node starts at most 32 VMs at a time after a failover (facts 6.5). */
export const failoverStartsCheck: Check = {
  name: 'failover-starts',
  find({ world }) {
    if (![...world.index.openJobs].some(id => world.get('job', id).process === 'failover')) {
      return undefined
    }
    for (const host of world.all('host')) {
      const starts = failoverStartsOn(world, host.id)
      if (starts > failoverStartsMax) return `${host.name} starts ${starts} VMs at a time`
    }
    return undefined
  },
}
