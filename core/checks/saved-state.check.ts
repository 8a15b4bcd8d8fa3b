import type { VmState } from '../../shared/domain/index.ts'
import type { Check } from './types.ts'

/** States in which the memory of a VM is on disk, or on its way there or back. */
const onDisk: ReadonlySet<VmState> = new Set(['saving', 'saved', 'restoring'])

/** Memory on disk belongs to a VM that is saved. */
export const savedStateCheck: Check = {
  name: 'saved-state',
  find({ world }) {
    for (const vm of world.all('vm')) {
      if (vm.savedImageMib === undefined) continue
      if (!onDisk.has(vm.state)) return `${vm.name} is ${vm.state} and has memory on disk`
      if (vm.savedImageMib <= 0) return `${vm.name} is saved in ${vm.savedImageMib} MiB`
    }
    return undefined
  },
}
