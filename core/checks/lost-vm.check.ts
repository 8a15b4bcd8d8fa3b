import { conditionOf } from '../hosts/index.ts'
import type { Check } from './types.ts'

/** A guest that is lost lies on a host that went away, and remembers what it was. */
export const lostVmCheck: Check = {
  name: 'lost-vm',
  find({ world }) {
    for (const vm of world.all('vm')) {
      if (vm.state !== 'host-not-responding') {
        if (vm.lost) return `${vm.name} is ${vm.state} and still counts as lost`
        continue
      }
      if (!vm.lost) return `${vm.name} is lost, and nothing says since when`
      const host = world.get('host', vm.hostId)
      const isAway = conditionOf(host) !== 'up' || host.isEvicted === true
      const returnedNow = host.conditionMs === world.nowMs
      if (!isAway && !returnedNow && vm.jobId === undefined) {
        return `${vm.name} is lost on ${host.name}, which is there`
      }
    }
    return undefined
  },
}
