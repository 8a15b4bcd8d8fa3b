import type { Check } from './types.ts'

/** Every host, volume and pool has a slot of its own in its columns, which is not a free one. */
export const slotCheck: Check = {
  name: 'slot',
  find({ world }) {
    const sets = [
      { rows: world.all('host'), columns: world.hosts },
      { rows: world.all('volume'), columns: world.volumes },
      { rows: world.all('pool'), columns: world.pools },
    ]
    for (const { rows, columns } of sets) {
      const taken = new Set<number>(columns.slots().free)
      for (const { id, slot } of rows) {
        if (slot < 0 || slot >= columns.length) return `${id} has slot ${slot} of ${columns.length}`
        if (taken.has(slot)) return `${id} shares slot ${slot}`
        taken.add(slot)
      }
    }
    return undefined
  },
}
