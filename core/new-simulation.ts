import { watchHosts } from './cluster/index.ts'
import { Simulation } from './engine/simulation.ts'
import { eventHandlers } from './events.ts'
import { processes } from './processes/index.ts'
import { keepSnapshots } from './snapshots/index.ts'

/** An empty simulated cluster with all its behaviours. */
export function newSimulation(): Simulation {
  const simulation = new Simulation(processes, eventHandlers)
  watchHosts(simulation)
  keepSnapshots(simulation)
  return simulation
}
