import { holdsMemory } from '../inventory/index.ts'
import type { Check } from './types.ts'

/** A VM in the recycle bin is off: it holds no memory, and only its deletion may hold it. */
export const recycledCheck: Check = {
  name: 'recycled',
  find({ world }) {
    for (const vm of world.all('vm')) {
      if (vm.recycled && holdsMemory(vm)) return `${vm.name} is in the recycle bin and ${vm.state}`
      if (vm.recycled && vm.recycled.atMs > world.nowMs)
        return `${vm.name} was deleted in the future`
    }
    return undefined
  },
}
