import type { Check } from './types.ts'

/** Every VM follows a load curve that is there. */
export const curveCheck: Check = {
  name: 'curve',
  find({ world, workload }) {
    const { curve } = world.vms.data
    for (const { name, slot } of world.all('vm')) {
      if ((workload.length[curve[slot]!] ?? 0) === 0) return `${name} follows no load curve`
    }
    return undefined
  },
}
