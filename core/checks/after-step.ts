import type { Simulation } from '../engine/simulation.ts'

/**
 * Whether nothing has changed since the last step: until the next one, what it granted stays, while
 * limits and hosts may become smaller.
 */
export function isRightAfterStep({ world, lastStep }: Simulation): boolean {
  return lastStep?.timeMs === world.nowMs && lastStep.revision === world.revision
}
