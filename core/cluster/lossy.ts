import type { ClusterId } from '../../shared/domain/index.ts'
import { heartbeats } from '../../shared/domain/index.ts'
import type { Simulation } from '../engine/simulation.ts'
import { membersOf } from '../hosts/index.ts'
import { heartbeatNetworks } from '../networks/index.ts'
import type { World } from '../world/index.ts'
import { failOver } from './fail-over.ts'
import { evict, regroup } from './regroup.ts'

export const beatEvent = 'cluster.beat'

/** Heartbeats in a row that are missed of each node; only kept while some are lost. */
interface Beat {
  readonly clusterId: ClusterId
  readonly missed: Readonly<Record<string, number>>
}

/** Part of the heartbeats that are lost on every network at once, 0 to 1. */
export function heartbeatLoss(world: World, clusterId: ClusterId): number {
  const networks = heartbeatNetworks(world, clusterId)
  if (networks.length === 0) return 0
  return networks.reduce((part, network) => (part * network.lossPercent) / 100, 1)
}

/**
 * One heartbeat of a cluster whose networks lose some: chance says whose is lost on all networks,
 * and who misses as many in a row as the version bears is put out. It is back with the next one
 * that arrives.
 */
export function beat(simulation: Simulation, { clusterId, missed }: Beat): void {
  const { world, draw } = simulation
  const cluster = world.find('cluster', clusterId)
  const loss = cluster ? heartbeatLoss(world, clusterId) : 0
  if (!cluster || loss === 0) return
  const { delayMs, threshold } = heartbeats[cluster.version]
  const next: Record<string, number> = {}
  const members = membersOf(world, clusterId)
  for (const node of members) {
    const isLost = draw.integer('heartbeats', 1, 1000000) <= loss * 1000000
    next[node.id] = isLost ? (missed[node.id] ?? 0) + 1 : 0
  }
  const lost = members.filter(node => next[node.id] === threshold)
  // The last nodes that are left still hear themselves.
  for (const node of lost.length < members.length ? lost : []) {
    failOver(simulation, cluster, evict(simulation, node))
  }
  simulation.plan(world.nowMs + delayMs, beatEvent, { clusterId, missed: next })
  if (lost.length === 0) regroup(simulation, { clusterId })
}
