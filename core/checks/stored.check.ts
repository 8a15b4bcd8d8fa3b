import type { VmState } from '../../shared/domain/index.ts'
import type { Check } from './types.ts'

/** What a VM can be while its files are in the library: there, or on its way out. */
const states: ReadonlySet<VmState> = new Set([
  ...(['stored', 'cloning', 'transferring', 'migration-failed'] as const),
])

/** A VM in the library has its files on a share that exists and none on a volume, and is off. */
export const storedCheck: Check = {
  name: 'stored',
  find({ world }) {
    for (const { name, state, stored, disks } of world.all('vm')) {
      if (!stored) {
        if (state === 'stored') return `${name} is stored, and nothing says where`
        continue
      }
      if (!states.has(state)) return `${name} is in the library and ${state}`
      if (disks.length > 0) return `${name} is in the library and on a volume`
      if (!world.find('share', stored.shareId))
        return `${name} is on ${stored.shareId}, which is gone`
    }
    return undefined
  },
}
