import type { Simulation } from '../engine/simulation.ts'
import type { EventHandler } from '../engine/events.ts'
import type { ClusterRow, FaultRow, HostRow } from '../world/index.ts'
import { beat, beatEvent, heartbeatLoss } from './lossy.ts'
import { regroup, regroupEvent } from './regroup.ts'
import { hostReturned, returnedEvent, startVm, startVmEvent } from './returned.ts'

/** What clusters and hosts plan for later. */
export const clusterEvents: Readonly<Record<string, EventHandler>> = {
  [beatEvent]: beat as EventHandler,
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
      const isBack = old.condition !== now.condition && now.condition === undefined
      if (isBack) simulation.plan(world.nowMs, returnedEvent, { hostId: now.id })
      const isOther =
        old.condition !== now.condition ||
        old.clusterId !== now.clusterId ||
        old.adapters !== now.adapters
      // A node that leaves changes the votes of those that stay.
      for (const id of new Set([old.clusterId, now.clusterId])) {
        if (isOther && id) regroupSoon(simulation, id)
      }
    }
    if (change.table === 'fault') heed(simulation, before as FaultRow, change.row)
    if (change.table === 'cluster' && (before as ClusterRow).quorum !== change.row.quorum) {
      regroupSoon(simulation, change.row.id)
    }
  })
}

/** Faults by which nodes may hear one another no more, or again. */
const deafening: ReadonlySet<FaultRow['kind']> = new Set([
  'adapter-down',
  'adapter-flap',
  'asymmetric-partition',
  'cluster-network-down',
  'heartbeat-loss',
  'quorum-tie',
  'witness-loss',
])

/** A fault of the networks between nodes began or ended. */
function heed(
  simulation: Simulation,
  before: FaultRow,
  { kind, status, targetId }: FaultRow,
): void {
  if (before.status === status || !deafening.has(kind)) return
  const { world } = simulation
  const clusterId = world.find('host', targetId)?.clusterId ?? world.find('cluster', targetId)?.id
  if (!clusterId) return
  regroupSoon(simulation, clusterId)
  if (kind === 'heartbeat-loss' && status === 'active' && heartbeatLoss(world, clusterId) > 0) {
    simulation.plan(world.nowMs, beatEvent, { clusterId, missed: {} })
  }
}

/** The cluster looks at its nodes in this instant: after a fault that changes who hears whom. */
function regroupSoon(simulation: Simulation, clusterId: ClusterRow['id']): void {
  simulation.plan(simulation.world.nowMs, regroupEvent, { clusterId })
}
