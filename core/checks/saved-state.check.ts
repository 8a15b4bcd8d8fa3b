import type { VmState } from '../../shared/domain/index.ts'
import type { Check } from './types.ts'

/** States in which a guest is on, with its memory on its host alone. */
const on: ReadonlySet<VmState> = new Set(['running', 'paused', 'stopping', 'migrating'])

/** Memory on disk belongs to a VM whose guest is not on. */
export const savedStateCheck: Check = {
  name: 'saved-state',
  find({ world }) {
    for (const vm of world.all('vm')) {
      if (vm.savedImageMib === undefined) continue
      if (on.has(vm.state)) return `${vm.name} is ${vm.state} and has memory on disk`
      if (vm.savedImageMib <= 0) return `${vm.name} is saved in ${vm.savedImageMib} MiB`
    }
    return undefined
  },
}
