import type { FabricKind } from '../shared/domain/index.ts'
import { msPerSecond } from '../shared/domain/index.ts'
import { buildFabric } from './inventory/index.ts'
import { newSimulation } from './new-simulation.ts'
import { stateHash } from './restore.ts'

/**
 * The state hash of a new fabric after so many steps of one simulated second: the same for a kind
 * and a seed on every machine and in every runtime.
 */
export function hashAfter(kind: FabricKind, seed: number, steps: number): string {
  const simulation = newSimulation()
  simulation.plant(seed)
  const { world, workload } = simulation
  buildFabric(world, kind, seed, workload)
  for (let step = 0; step < steps; step++) simulation.advanceTo(world.nowMs + msPerSecond)
  return stateHash(simulation)
}
