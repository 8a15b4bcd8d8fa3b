import { conditionOf } from '../hosts/index.ts'
import { runCode } from '../world/index.ts'
import type { Check } from './types.ts'

/** No guest runs on a host that is not up, and no job acts on one there. */
export const hostDownCheck: Check = {
  name: 'host-down',
  find({ world }) {
    const { run } = world.vms.data
    for (const host of world.all('host')) {
      if (conditionOf(host) === 'up') continue
      for (const id of world.index.vmsByHost.of(host.id)) {
        const { name, slot, state } = world.get('vm', id)
        if (run[slot] === runCode.off) continue
        return `${name} is ${state} on ${host.name}, which is ${conditionOf(host)}`
      }
    }
    return undefined
  },
}
