import { pointsUsed } from '../access/index.ts'
import type { Check } from './types.ts'

/** A quota is never exceeded. */
export const quotaCheck: Check = {
  name: 'quota',
  find({ world }) {
    for (const role of world.all('role')) {
      if (!role.quota) continue
      const owners = new Set(
        [...world.index.vmsByRole.of(role.id)].map(id => world.get('vm', id).ownerId),
      )
      for (const owner of owners) {
        if (!role.quota.shared && owner === undefined) continue
        const used = pointsUsed(world, role, owner)
        if (used > role.quota.points)
          return `${role.name} uses ${used} of ${role.quota.points} points`
      }
    }
    return undefined
  },
}
