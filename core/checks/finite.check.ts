import { columnSets } from '../engine/simulation.ts'
import type { Check } from './types.ts'

/** No figure of the simulation is endless or not a number. */
export const finiteCheck: Check = {
  name: 'finite',
  find({ world }) {
    for (const set of columnSets(world)) {
      for (const name of Object.keys(set.data)) {
        const column = (set.data as Readonly<Record<string, unknown>>)[name]
        if (!(column instanceof Float64Array)) continue
        // A sum is finite only where all that it is made of is.
        let sum = 0
        for (let slot = 0; slot < set.length; slot++) sum += column[slot]!
        if (!Number.isFinite(sum)) return `${set.name}.${name} holds what is no figure`
      }
    }
    return undefined
  },
}
