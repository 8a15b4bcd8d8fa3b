import { adaptersOf } from '../networks/index.ts'
import type { Check } from './types.ts'

/** No two adapters, of hosts or of VMs, have one address. */
export const macAddressCheck: Check = {
  name: 'MAC address',
  find({ world }) {
    const owners = new Map<string, string>()
    for (const host of world.all('host')) {
      for (const { macAddress } of adaptersOf(world, host)) {
        const other = owners.get(macAddress)
        if (other !== undefined) return `${host.name} and ${other} share ${macAddress}`
        owners.set(macAddress, host.name)
      }
    }
    for (const vm of world.all('vm')) {
      for (const { macAddress } of vm.networkAdapters) {
        const other = owners.get(macAddress)
        if (other !== undefined) return `${vm.name} and ${other} share ${macAddress}`
        owners.set(macAddress, vm.name)
      }
    }
    return undefined
  },
}
