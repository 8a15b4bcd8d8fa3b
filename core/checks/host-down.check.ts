import { conditionOf } from '../hosts/index.ts'
import { runCode } from '../world/index.ts'
import type { Check } from './types.ts'

/** No guest runs on a host that is not up, and no job acts on one there. */
export const hostDownCheck: Check = {
  name: 'host-down',
  find({ world }) {
    for (const vm of world.all('vm')) {
      if (world.vms.data.run[vm.slot] === runCode.off) continue
      const host = world.get('host', vm.hostId)
      const condition = conditionOf(host)
      if (condition !== 'up')
        return `${vm.name} is ${vm.state} on ${host.name}, which is ${condition}`
    }
    return undefined
  },
}
