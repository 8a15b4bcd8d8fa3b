import type { Check } from './types.ts'

/** The owners that a VM names are hosts, and it prefers none that may not own it. */
export const ownersCheck: Check = {
  name: 'owners',
  find({ world }) {
    for (const { name, possibleOwnerIds, preferredOwnerIds } of world.all('vm')) {
      if (!possibleOwnerIds && !preferredOwnerIds) continue
      const named = [...(possibleOwnerIds ?? []), ...(preferredOwnerIds ?? [])]
      const gone = named.find(id => !world.find('host', id))
      if (gone) return `${name} names ${gone} as an owner, which is gone`
      const odd = preferredOwnerIds?.find(id => possibleOwnerIds?.includes(id) === false)
      if (odd) return `${name} prefers ${world.get('host', odd).name}, which may not own it`
    }
    return undefined
  },
}
