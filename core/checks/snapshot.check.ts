import type { Check } from './types.ts'

/** A snapshot belongs to a volume that is there, and that of one VM to a VM that is there. */
export const snapshotCheck: Check = {
  name: 'snapshot',
  find({ world }) {
    for (const { name, volumeId, vmId, createdMs } of world.all('snapshot')) {
      if (!world.find('volume', volumeId)) return `${name} has lost its volume`
      if (vmId && !world.find('vm', vmId)) return `${name} has lost its VM`
      if (createdMs > world.nowMs) return `${name} is from the future`
    }
    return undefined
  },
}
