import type { Break } from './break-kit.ts'
import { afterStep } from './break-kit.ts'

/** Ways to break the sums of counters, by the names of their checks. */
export const counterBreaks: Readonly<Record<string, Break>> = {
  'counter-processors': simulation => {
    simulation.world.hosts.data.usedPercent[0]! += 5
    afterStep(simulation)
  },
  'counter-volumes': simulation => {
    simulation.world.volumes.data.iops[0]! += 5
    afterStep(simulation)
  },
  'counter-arrays': simulation => {
    simulation.world.pools.data.iops[0]! += 5
    afterStep(simulation)
  },
  'counter-networks': simulation => {
    simulation.world.hosts.data.networkMbps[0]! += 5
    afterStep(simulation)
  },
}
