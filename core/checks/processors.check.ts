import type { Check } from './types.ts'

/** The column of virtual processors is the sum of what the host's VMs with memory have. */
export const processorsCheck: Check = {
  name: 'processors',
  find({ world }) {
    const sums = new Map<string, number>()
    for (const vm of world.all('vm')) {
      if (world.vms.data.heldMib[vm.slot] === 0) continue
      sums.set(vm.hostId, (sums.get(vm.hostId) ?? 0) + vm.cpuCount)
    }
    for (const host of world.all('host')) {
      const [column, sum] = [world.hosts.data.virtualProcessors[host.slot], sums.get(host.id) ?? 0]
      if (column !== sum) return `${host.name} counts ${column} virtual processors, its VMs ${sum}`
    }
    return undefined
  },
}
