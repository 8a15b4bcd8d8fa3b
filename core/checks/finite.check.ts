import { columnSets } from '../engine/simulation.ts'
import type { Check } from './types.ts'

/** No figure of the simulation is endless or not a number. */
export const finiteCheck: Check = {
  name: 'finite',
  find({ world }) {
    for (const set of columnSets(world)) {
      const { data, length } = set
      for (const name of Object.keys(data)) {
        const column = (data as Readonly<Record<string, unknown>>)[name]
        if (!(column instanceof Float64Array)) continue
        // A sum is finite only where all that it is made of is.
        if (!Number.isFinite(sumOf(column, length))) {
          return `${set.name}.${name} holds what is no figure`
        }
      }
    }
    return undefined
  },
}

/** Four sums side by side, since each addition waits for the one before it. */
function sumOf(column: Float64Array, length: number): number {
  let [a, b, c, d] = [0, 0, 0, 0]
  let at = 0
  for (; at + 3 < length; at += 4) {
    a += column[at]!
    b += column[at + 1]!
    c += column[at + 2]!
    d += column[at + 3]!
  }
  for (; at < length; at++) a += column[at]!
  return a + b + c + d
}
