import type { Simulation } from '../engine/simulation.ts'
import type { EventHandler } from '../engine/events.ts'
import type { ClusterRow, HostRow } from '../world/index.ts'
import { regroup, regroupEvent } from './regroup.ts'
import { hostReturned, returnedEvent, startVm, startVmEvent } from './returned.ts'

/** What clusters and hosts plan for later. */
export const clusterEvents: Readonly<Record<string, EventHandler>> = {
  [regroupEvent]: regroup as EventHandler,
  [returnedEvent]: hostReturned as EventHandler,
  [startVmEvent]: startVm as EventHandler,
}

/**
 * Plans what follows when a host comes or goes, whoever made it: nothing looks at hosts every
 * second. Rows that a restore brings back are no change.
 */
export function watchHosts(simulation: Simulation): void {
  const { world } = simulation
  world.listen((change, before) => {
    if (!before || 'gone' in change) return
    if (change.table === 'host') {
      const [old, now] = [before as HostRow, change.row]
      if (old.condition === now.condition) return
      if (now.condition === undefined)
        simulation.plan(world.nowMs, returnedEvent, { hostId: now.id })
      if (now.clusterId) regroupSoon(simulation, now.clusterId)
    }
    if (change.table === 'cluster' && (before as ClusterRow).quorum !== change.row.quorum) {
      regroupSoon(simulation, change.row.id)
    }
  })
}

/** The cluster looks at its nodes in this instant: after a fault that changes who hears whom. */
export function regroupSoon(simulation: Simulation, clusterId: ClusterRow['id']): void {
  simulation.plan(simulation.world.nowMs, regroupEvent, { clusterId })
}
