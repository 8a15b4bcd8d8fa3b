import type { Check } from './types.ts'

/** The model sees exactly the faults that strike. */
export const faultIndexCheck: Check = {
  name: 'fault-index',
  find({ world }) {
    let active = 0
    for (const fault of world.all('fault')) {
      if (fault.status !== 'active') continue
      active++
      if (!world.index.activeFaults.of(fault.targetId).has(fault.id)) {
        return `${fault.id} (${fault.kind}) strikes ${fault.targetName}, and the model does not see it`
      }
    }
    const seen = world.index.activeFaults.members
    return seen === active ? undefined : `the model sees ${seen} faults, and ${active} strike`
  },
}
