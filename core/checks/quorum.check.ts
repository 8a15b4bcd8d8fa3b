import { runCode } from '../world/index.ts'
import type { Check } from './types.ts'

/** While the service of a cluster is stopped, or a node is out of it, its VMs do not run there. */
export const quorumCheck: Check = {
  name: 'quorum',
  find({ world }) {
    for (const host of world.all('host')) {
      const cluster = world.find('cluster', host.clusterId)
      if (!cluster || (!cluster.stopped && !host.isEvicted)) continue
      for (const id of world.index.vmsByHost.of(host.id)) {
        const vm = world.get('vm', id)
        if (vm.highlyAvailable && world.vms.data.run[vm.slot] !== runCode.off) {
          return `${vm.name} is ${vm.state} on ${host.name}, which has no say in ${cluster.name}`
        }
      }
    }
    return undefined
  },
}
