import type { World } from '../world/index.ts'

/** What stands at a slot of the VM columns, for a sentence. */
export function nameAt(world: World, slot: number): string {
  return world.index.vmBySlot[slot]?.name ?? `the free slot ${slot}`
}
