import type { Check } from './types.ts'

/** A host that is still being added holds no VM, awaits none, and is no node of a cluster. */
export const pendingCheck: Check = {
  name: 'pending',
  find({ world }) {
    for (const { id, name, isPending, clusterId } of world.all('host')) {
      if (!isPending) continue
      const vms = world.index.vmsByHost.of(id).size + world.index.arrivals.of(id).size
      if (vms > 0) return `${name} is pending and has ${vms} VMs`
      if (clusterId) return `${name} is pending and a node of ${clusterId}`
    }
    return undefined
  },
}
