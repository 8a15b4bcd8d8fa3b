import type { ProTarget } from '../../../shared/domain/index.ts'
import { byId } from '../../../shared/domain/index.ts'
import type { Tables, World } from '../../world/index.ts'
import { followsFrom } from '../../world/index.ts'

type Slotted<Target extends ProTarget> = readonly (Tables[Target] | undefined)[]

const clusters = followsFrom(['cluster'], world => [...world.all('cluster')].sort(byId))

/**
 * The objects of a kind by their slots, with gaps where a slot is free. Clusters have no columns:
 * their place in the order of ids is their slot.
 */
export function objectsOf<Target extends ProTarget>(world: World, target: Target): Slotted<Target> {
  const { vmBySlot, hostBySlot, volumeBySlot } = world.index
  const all: { readonly [One in ProTarget]: Slotted<One> } = {
    ...{ vm: vmBySlot, host: hostBySlot, volume: volumeBySlot },
    cluster: clusters(world),
  }
  return all[target]
}

/** How many slots a kind of object has in use or freed: columns are at least that long. */
export function slotCount(world: World, target: ProTarget): number {
  if (target === 'cluster') return world.count('cluster')
  return { vm: world.vms, host: world.hosts, volume: world.volumes }[target].length
}
