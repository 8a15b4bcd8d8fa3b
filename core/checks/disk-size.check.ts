import type { Check } from './types.ts'

/** A disk uses no more than its size, and less than nothing never. */
export const diskSizeCheck: Check = {
  name: 'disk-size',
  find({ world }) {
    for (const { name, disks } of world.all('vm')) {
      const wrong = disks.find(disk => disk.usedGib < 0 || disk.usedGib > disk.sizeGib)
      if (wrong) return `${wrong.name} of ${name} uses ${wrong.usedGib} of ${wrong.sizeGib} GiB`
    }
    return undefined
  },
}
