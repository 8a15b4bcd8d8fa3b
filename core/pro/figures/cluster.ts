import { heartbeats, msPerMinute } from '../../../shared/domain/index.ts'
import { votesOf } from '../../cluster/index.ts'
import { conditionOf } from '../../hosts/index.ts'
import {
  adaptersOf,
  clusterNetworksOf,
  heartbeatNetworks,
  networkFor,
  nodesOf,
  stateOfNetwork,
} from '../../networks/index.ts'
import type { ClusterRow, HostRow, World } from '../../world/index.ts'

/** Heartbeats that a node sends on each network in a minute. */
function beatsPerMinute({ version }: ClusterRow): number {
  return msPerMinute / heartbeats[version].delayMs
}

/** Heartbeats of a node that are lost in a minute on the worst of its networks, as the mean. */
export function missedHeartbeats(world: World, cluster: ClusterRow): number {
  const losses = heartbeatNetworks(world, cluster.id).map(one => one.lossPercent)
  return (Math.max(0, ...losses) * beatsPerMinute(cluster)) / 100
}

/** Heartbeats of a node that are lost in a minute on all networks at once, as the mean. */
export function lostHeartbeats(world: World, cluster: ClusterRow): number {
  const networks = heartbeatNetworks(world, cluster.id)
  if (networks.length === 0) return 0
  const lost = networks.reduce((part, { lossPercent }) => (part * lossPercent) / 100, 1)
  return lost * beatsPerMinute(cluster)
}

/** Nodes that are not up, or that the others do not hear. */
export function lostNodes(world: World, cluster: ClusterRow): number {
  return nodesOf(world, cluster.id).filter(isLost).length
}

function isLost(node: HostRow): boolean {
  return conditionOf(node) !== 'up' || node.isEvicted === true
}

/** Votes that the cluster can still lose before it stops. */
export function spareVotes(world: World, cluster: ClusterRow): number {
  const votes = votesOf(world, cluster)
  const present = nodesOf(world, cluster.id).filter(
    node => votes.nodes.has(node.id) && !isLost(node),
  ).length
  return present + (votes.witness ? 1 : 0) - votes.needed
}

/** Networks of a cluster that not all of its nodes reach. */
export function brokenNetworks(world: World, cluster: ClusterRow): number {
  return clusterNetworksOf(world, cluster).filter(
    network => network.role !== 0 && stateOfNetwork(world, cluster.id, network) !== 'up',
  ).length
}

/** 1 where live migration goes over the network of shared volumes and heartbeats; else 0. */
export function sharesMigration(world: World, cluster: ClusterRow): number {
  const csv = networkFor(world, cluster.id, 'csv')
  const migration = networkFor(world, cluster.id, 'live-migration')
  return csv !== undefined && csv.name === migration?.name ? 1 : 0
}

/** Kinds of the cluster's own traffic that go over a network of clients now: 0, 1 or 2. */
export function publicTraffic(world: World, cluster: ClusterRow): number {
  return (['csv', 'live-migration'] as const).filter(
    traffic => networkFor(world, cluster.id, traffic)?.role === 3,
  ).length
}

/** Service packs that its nodes have, less one: 0 where all have the same. */
export function otherServicePacks(world: World, cluster: ClusterRow): number {
  const packs = new Set(nodesOf(world, cluster.id).map(node => node.servicePack ?? 0))
  return Math.max(0, packs.size - 1)
}

/** Adapters of nodes whose name differs from what the first node calls those on that subnet. */
export function oddAdapterNames(world: World, cluster: ClusterRow): number {
  const [first, ...others] = nodesOf(world, cluster.id)
  if (!first) return 0
  const names = new Map<string, Set<string>>()
  for (const { subnet, name } of adaptersOf(world, first)) {
    names.set(subnet, (names.get(subnet) ?? new Set()).add(name))
  }
  return others
    .flatMap(node => adaptersOf(world, node))
    .filter(({ subnet, name }) => names.has(subnet) && !names.get(subnet)!.has(name)).length
}
