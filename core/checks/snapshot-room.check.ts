import { roundingGib } from '../storage/index.ts'
import type { Check } from './types.ts'

/** Every volume keeps the room that its snapshots need, and none holds more than that. */
export const snapshotRoomCheck: Check = {
  name: 'snapshot-room',
  find({ world }) {
    const sums = new Map<string, number>()
    for (const { volumeId, areaGib = 0 } of world.all('snapshot')) {
      sums.set(volumeId, (sums.get(volumeId) ?? 0) + areaGib)
    }
    for (const { id, name, snapshotGib = 0, usedGib, capacityGib } of world.all('volume')) {
      const sum = sums.get(id) ?? 0
      if (Math.abs(sum - snapshotGib) > 20 * roundingGib) {
        return `${name} keeps ${snapshotGib} GiB for snapshots that need ${sum} GiB`
      }
      const room = usedGib + snapshotGib
      if (room > capacityGib + 20 * roundingGib) return `${name} has no room for its snapshots`
    }
    return undefined
  },
}
