import type { Check } from './types.ts'

/**
 * A disk that is passed through is one LUN that its VM has to itself, whole and without anything of
 * others: no checkpoint, no snapshot, no parent; and every such LUN is a disk of its VM.
 */
export const passThroughCheck: Check = {
  name: 'pass-through',
  find({ world }) {
    const raw = new Map(
      [...world.all('volume')].flatMap(one => (one.passedTo ? [[one.id, one]] : [])),
    )
    for (const vm of world.all('vm')) {
      for (const { name, format, volumeId, sizeGib } of vm.disks) {
        const volume = raw.get(volumeId)
        if (format !== 'pass-through' && !volume) continue
        if (format !== 'pass-through') return `${name} of ${vm.name} lies on a LUN passed through`
        const isWhole = volume?.capacityGib === sizeGib && volume.lunIds.length === 1
        if (!isWhole || volume.passedTo !== vm.id)
          return `${name} of ${vm.name} is no LUN of its own`
        if (vm.checkpoints?.length) return `${vm.name} has checkpoints and a LUN passed through`
        if (world.index.snapshotsByVolume.of(volumeId).size > 0)
          return `${volume.name} has snapshots`
        raw.delete(volumeId)
      }
    }
    for (const { name } of raw.values()) return `${name} is passed through, and no disk is on it`
    return undefined
  },
}
