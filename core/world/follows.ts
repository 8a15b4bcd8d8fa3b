import type { TableName } from './rows.ts'
import type { World } from './world.ts'

interface Known<Value> {
  /** The revision of the tables from which the value was made. */
  readonly revision: number
  /** The revision of the world at which this was still true. */
  seen: number
  readonly value: Value
}

/**
 * A value that follows from some tables of a world: made again only where one of them changed, so
 * that asking for it each second costs a comparison.
 */
export function followsFrom<Value>(
  tables: readonly TableName[],
  make: (world: World) => Value,
): (world: World) => Value {
  const values = new WeakMap<World, Known<Value>>()
  return world => {
    const known = values.get(world)
    if (known?.seen === world.revision) return known.value
    const revision = world.changedSince(...tables)
    if (known?.revision === revision) {
      known.seen = world.revision
      return known.value
    }
    const value = make(world)
    values.set(world, { revision, seen: world.revision, value })
    return value
  }
}
