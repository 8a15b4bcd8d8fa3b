import { spaceOf } from '../processes/space.ts'
import type { Check } from './types.ts'

/** Sizes are kept to a tenth of a GiB, so sums may differ by rounding. */
const roundingGib = 0.2

/** Every byte on a volume has an owner, and a volume never holds more than it has. */
export const volumeCheck: Check = {
  name: 'volume',
  find({ world }) {
    const owned = new Map<string, number>()
    for (const vm of world.all('vm')) {
      for (const [id, gib] of spaceOf(vm)) owned.set(id, (owned.get(id) ?? 0) + gib)
    }
    for (const volume of world.all('volume')) {
      const sum = owned.get(volume.id) ?? 0
      if (Math.abs(sum - volume.usedGib) > roundingGib) {
        return `${volume.name} uses ${volume.usedGib} GiB, its files ${sum} GiB`
      }
      if (volume.usedGib > volume.capacityGib) return `${volume.name} is over-full`
    }
    return undefined
  },
}
