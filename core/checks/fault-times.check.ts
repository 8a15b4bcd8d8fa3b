import type { Check } from './types.ts'

/** A planned fault lies ahead, one that strikes has begun, and one that is over has an end. */
export const faultTimesCheck: Check = {
  name: 'fault-times',
  find({ world }) {
    const { nowMs } = world
    for (const { id, status, beginMs, endMs } of world.all('fault')) {
      if (status === 'planned' && beginMs < nowMs) return `${id} should have begun`
      if (status === 'active' && beginMs > nowMs) return `${id} strikes before its time`
      if (status === 'active' && endMs !== undefined && endMs < nowMs) return `${id} should be over`
      if (status === 'ended' && (endMs === undefined || endMs > nowMs))
        return `${id} is over without an end`
    }
    return undefined
  },
}
