import { faultEntry } from '../../shared/domain/index.ts'
import { targetOf } from '../faults/checks.ts'
import type { Check } from './types.ts'

/**
 * A fault that strikes, or will, has a target of its kind that is there, and an amount in range.
 */
export const faultTargetCheck: Check = {
  name: 'fault-target',
  find({ world }) {
    for (const { id, kind, targetId, part, amount, status } of world.all('fault')) {
      if (status === 'ended') continue
      const entry = faultEntry(kind)
      if (!targetOf(world, targetId)) return `${id} (${kind}) strikes ${targetId}, which is gone`
      if (!targetId.startsWith(`${entry.target}-`)) return `${id} (${kind}) strikes ${targetId}`
      if (entry.part && part === undefined) return `${id} (${kind}) strikes no ${entry.part}`
      if (!entry.amount) continue
      const { least, most } = entry.amount
      if (amount === undefined || amount < least || amount > most) {
        return `${id} (${kind}) strikes with ${amount}`
      }
    }
    return undefined
  },
}
