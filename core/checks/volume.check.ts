import type { VolumeId } from '../../shared/domain/index.ts'
import { addSpace } from '../processes/space.ts'
import { parentsOf, takenGib } from '../storage/index.ts'
import type { Check } from './types.ts'

/** Sizes are kept to a tenth of a GiB, so sums may differ by rounding. */
const roundingGib = 0.2

/** Every byte on a volume has an owner, and a volume never holds more than it has. */
export const volumeCheck: Check = {
  name: 'volume',
  find({ world }) {
    const owned = new Map<VolumeId, number>()
    for (const vm of world.all('vm')) addSpace(owned, vm)
    for (const volume of world.all('volume')) {
      const parents = parentsOf(volume).reduce((gib, one) => gib + takenGib(one), 0)
      const sum = (owned.get(volume.id) ?? 0) + parents
      if (Math.abs(sum - volume.usedGib) > roundingGib) {
        return `${volume.name} uses ${volume.usedGib} GiB, its files ${sum} GiB`
      }
      if (volume.usedGib > volume.capacityGib) return `${volume.name} is over-full`
    }
    return undefined
  },
}
