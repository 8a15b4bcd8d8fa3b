import type { Check } from './types.ts'

/** A missing VM is off, found by the look-up, and says which volume is gone. */
export const missingCheck: Check = {
  name: 'missing',
  find({ world }) {
    let missing = 0
    for (const { id, name, state, failure } of world.all('vm')) {
      if (state !== 'missing') continue
      missing++
      if (!world.index.missingVms.has(id)) return `${name} is missing, and nobody looks for it`
      if (!failure) return `${name} is missing, and nothing says why`
    }
    const looked = world.index.missingVms.size
    return looked === missing
      ? undefined
      : `${looked} VMs are looked for, and ${missing} are missing`
  },
}
