import { formatInstance, parseInstance } from '../../shared/perfmon/index.ts'
import type { World } from '../world/index.ts'
import type { Computer, CounterSet, Instance, Sight } from './types.ts'

export const totalName = '_Total'

/**
 * The instances of a set on a computer that are seen. Twins of one name get an index in the order
 * of their ids; the first has none, as in Performance Monitor.
 */
export function instancesOf(
  world: World,
  computer: Computer,
  set: CounterSet,
  sight: Sight,
): Instance[] {
  const seen = new Map<string, number>()
  return set.find(world, computer, sight).map(found => {
    const key = found.name.toLowerCase()
    const index = seen.get(key) ?? 0
    seen.set(key, index + 1)
    return index === 0 ? found : { ...found, index }
  })
}

/** What stands between the brackets for an instance. */
export function nameOfInstance({ name, index }: Instance): string {
  return formatInstance({ ...parseInstance(name), ...(index === undefined ? {} : { index }) })
}
