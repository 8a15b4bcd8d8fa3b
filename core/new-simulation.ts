import { Simulation } from './engine/simulation.ts'
import { eventHandlers } from './events.ts'
import { processes } from './processes/index.ts'

/** An empty simulated cluster with all its behaviours. */
export function newSimulation(): Simulation {
  return new Simulation(processes, eventHandlers)
}
