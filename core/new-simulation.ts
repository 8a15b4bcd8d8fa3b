import { watchHosts } from './cluster/index.ts'
import { Simulation } from './engine/simulation.ts'
import { eventHandlers } from './events.ts'
import { processes } from './processes/index.ts'
import { keepCollectors } from './collectors/index.ts'
import { keepPlans } from './plans/run.ts'
import { keepPro } from './pro/index.ts'
import { commander } from './api/commander.ts'
import { keepSnapshots } from './snapshots/index.ts'

/** An empty simulated cluster with all its behaviours. */
export function newSimulation(): Simulation {
  const simulation = new Simulation(processes, eventHandlers)
  watchHosts(simulation)
  keepSnapshots(simulation)
  keepPlans(simulation)
  keepPro(simulation)
  keepCollectors(simulation)
  simulation.commander = commander
  return simulation
}
