import type { HostGroupRow, World } from '../world/index.ts'

/** A setting that a host group has of its own or from above, and the group that says so. */
export interface Inherited<Value> {
  readonly value: Value
  readonly group: HostGroupRow
}

/**
 * What holds in a host group: what it says itself, or the nearest group above that says anything.
 * `read` answers undefined for a group that follows the one above; without any group that says
 * something the answer is undefined, and the default of the setting holds.
 */
export function inheritedFrom<Value>(
  world: World,
  group: HostGroupRow | undefined,
  read: (group: HostGroupRow) => Value | undefined,
): Inherited<Value> | undefined {
  for (let at = group; at; at = world.find('hostgroup', at.parentId)) {
    const value = read(at)
    if (value !== undefined) return { value, group: at }
  }
  return undefined
}
