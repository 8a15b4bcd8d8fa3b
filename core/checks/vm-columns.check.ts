import { loadDiskOf } from '../guests/index.ts'
import { holdsMemory } from '../inventory/index.ts'
import type { Check } from './types.ts'

/** What the step reads of a VM is what its row says. */
export const vmColumnsCheck: Check = {
  name: 'vm-columns',
  find({ world }) {
    const columns = world.vms.data
    for (const vm of world.all('vm')) {
      const { slot } = vm
      const disk = world.find('volume', loadDiskOf(vm)?.volumeId)
      const isTrue =
        columns.cpuCount[slot] === vm.cpuCount &&
        columns.heldMib[slot]! > 0 === holdsMemory(vm) &&
        columns.cpuWeight[slot] === vm.cpuWeight &&
        columns.cpuLimit[slot] === vm.cpuLimitPercent &&
        columns.cpuReserve[slot] === vm.cpuReservePercent &&
        columns.volumeSlot[slot] === (disk?.slot ?? -1)
      if (!isTrue) return `the columns of ${vm.name} are not those of its row`
    }
    return undefined
  },
}
