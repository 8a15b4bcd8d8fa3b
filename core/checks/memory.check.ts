import type { Check } from './types.ts'

/** Memory in use never exceeds a host's, and the column is the sum of what its VMs hold. */
export const memoryCheck: Check = {
  name: 'memory',
  find({ world }) {
    const held = new Map<string, number>()
    for (const vm of world.all('vm')) {
      const heldMib = world.vms.data.heldMib[vm.slot]!
      held.set(vm.hostId, (held.get(vm.hostId) ?? 0) + heldMib)
    }
    for (const host of world.all('host')) {
      const sum = held.get(host.id) ?? 0
      const column = world.hosts.data.heldMib[host.slot]
      if (column !== sum) return `${host.name} holds ${column} MiB, its VMs ${sum} MiB`
      if (sum > host.memoryMib) return `${host.name} holds ${sum} of ${host.memoryMib} MiB`
    }
    return undefined
  },
}
