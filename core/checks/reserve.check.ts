import {
  examine,
  recountedState,
  reserveGoalOf,
  reserveStateOf,
  survives,
} from '../cluster/reserve/index.ts'
import { msPerMinute } from '../../shared/domain/index.ts'
import { levelsRefusal, reservesOf } from '../hosts/index.ts'
import type { Check } from './types.ts'

/**
 * Levels of availability never decrease, the memory that a cluster counts with is that of its VMs,
 * and the quick verdict on its reserve is the one with numbers.
 */
export const reserveCheck: Check = {
  name: 'reserve',
  find({ world }) {
    for (const { name, reserves } of world.all('hostgroup')) {
      const refusal = reserves && levelsRefusal(name, reserves)
      if (refusal) return refusal.text
    }
    for (const host of world.all('host')) {
      const refusal = levelsRefusal(host.name, reservesOf(world, host))
      if (refusal) return refusal.text
    }
    // one cluster each minute: a large fabric has many, and their VMs are read again
    const clusters = [...world.all('cluster')]
    const cluster = clusters[Math.floor(world.nowMs / msPerMinute) % Math.max(1, clusters.length)]
    if (cluster) {
      const state = reserveStateOf(world, cluster)
      const again = recountedState(world, cluster)
      const differs = state.haMib.findIndex(
        (mib, at) => mib !== again.haMib[at] || state.freeMib[at] !== again.freeMib[at],
      )
      if (differs >= 0) {
        const { name } = state.nodes[differs]!
        return `${cluster.name} counts ${state.haMib[differs]} MB on ${name}, and its VMs are ${again.haMib[differs]}`
      }
      const goal = reserveGoalOf(cluster)
      const [quick, full] = [survives(state, goal), examine(state, goal).ok]
      if (quick !== full) return `${cluster.name} survives by one look and not by the other`
    }
    return undefined
  },
}
