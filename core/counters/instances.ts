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
  // Whoever is named like the total is a twin of it.
  const seen = new Map<string, number>(set.hasTotal ? [[totalName.toLowerCase(), 1]] : [])
  return set.find(world, computer, sight).map(found => {
    const key = found.name.toLowerCase()
    const index = seen.get(key) ?? 0
    seen.set(key, index + 1)
    return index === 0 ? found : { ...found, index }
  })
}

interface NamedInstances {
  readonly instances: readonly Instance[]
  readonly byName: ReadonlyMap<string, Instance>
}

interface KnownInstances extends NamedInstances {
  readonly of: readonly unknown[]
}

/** What was asked for last of a world: paths come one counter after the other. */
const lasts = new WeakMap<World, KnownInstances>()

/** The instances of a set on a computer, also by their names in lower case. */
export function namedInstances(
  world: World,
  computer: Computer,
  set: CounterSet,
  sight: Sight,
): NamedInstances {
  const of = [world.revision, world.nowMs, computer.name, set, sight]
  const last = lasts.get(world)
  if (last?.of.every((one, at) => one === of[at])) return last
  const instances = instancesOf(world, computer, set, sight)
  const byName = new Map<string, Instance>()
  for (const one of instances) {
    const name = nameOfInstance(one).toLowerCase()
    if (!byName.has(name)) byName.set(name, one)
  }
  const known = { of, instances, byName }
  lasts.set(world, known)
  return known
}

/** What stands between the brackets for an instance. */
export function nameOfInstance({ name, index }: Instance): string {
  return formatInstance({ ...parseInstance(name), ...(index === undefined ? {} : { index }) })
}
