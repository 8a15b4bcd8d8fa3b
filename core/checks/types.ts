import type { Simulation } from '../engine/simulation.ts'

/** A rule that holds after every event: says what is broken, or nothing. */
export interface Check {
  readonly name: string
  find(simulation: Simulation): string | undefined
}
