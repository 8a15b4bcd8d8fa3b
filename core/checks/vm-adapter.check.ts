import { vmAdapterRefusal } from '../networks/index.ts'
import type { Check } from './types.ts'

/** No VM has more adapters of a kind than its host's version allows (facts 7.1). */
export const vmAdapterCheck: Check = {
  name: 'VM adapters',
  find({ world }) {
    for (const vm of world.all('vm')) {
      const host = world.find('host', vm.hostId)
      const refusal = host && vmAdapterRefusal(host.version, vm.networkAdapters)
      if (refusal) return `${vm.name}: ${refusal.text}`
    }
    return undefined
  },
}
