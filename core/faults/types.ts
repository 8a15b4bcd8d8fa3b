import type { FaultKind } from '../../shared/domain/index.ts'
import type { Simulation } from '../engine/simulation.ts'
import type { FaultRow } from '../world/index.ts'

/**
 * What a kind of fault changes in the instant in which it begins or ends. Most kinds need neither:
 * the model reads the fault where it matters. The fault's row already says that it strikes, or that
 * it is over; a hook keeps nothing outside rows, jobs and the queue.
 */
export interface FaultHooks {
  begin?(simulation: Simulation, fault: FaultRow): void
  end?(simulation: Simulation, fault: FaultRow): void
}

export type FaultHookTable = Readonly<Partial<Record<FaultKind, FaultHooks>>>
