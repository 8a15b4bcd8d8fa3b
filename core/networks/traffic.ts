import type { ClusterId, TrafficClass } from '../../shared/domain/index.ts'
import type { ClusterNetwork, HostRow, VmRow, World } from '../world/index.ts'
import { faultsOn, isStruck } from '../world/index.ts'
import { clusterNetworksOf, nodesOf } from './hardware.ts'
import { byMetric, chooseListed, chooseNetwork } from './rules.ts'
import type { Link } from './state.ts'
import { linkBetween, stateOfNetwork, uplinksOf } from './state.ts'

/** Two nodes that traffic goes between. */
export type Between = readonly [HostRow, HostRow]

/** Part of a rate that a copy reaches: 119.5 of 125 MB/s at 1 Gbps (Finn, physics 2.2). */
const copyEfficiency = 0.956
/**
 * The same with jumbo frames at both ends: 9,000 bytes a frame leave 8,960 of 9,038 on the wire to
 * the copy where 1,500 leave 1,460 of 1,538, so the published part is divided by that proportion.
 */
const jumboGain = 8960 / 9038 / (1460 / 1538)
const mibPerSOfMbps = 1e6 / 8 / 1024 / 1024

/** What a copy gets of a link that it has for itself, in MiB a second. */
export function copyMibPerS(link: Pick<Link, 'mbps' | 'jumboFrames'>): number {
  const efficiency = link.jumboFrames ? Math.min(0.991, copyEfficiency * jumboGain) : copyEfficiency
  return link.mbps * mibPerSOfMbps * efficiency
}

/** Whether a network is up for the traffic: between two nodes, or for the cluster as a whole. */
function upTest(world: World, clusterId: ClusterId, between: Between | undefined) {
  return (network: ClusterNetwork) =>
    between
      ? linkBetween(world, between[0], between[1], network).isUp
      : stateOfNetwork(world, clusterId, network) !== 'down'
}

/**
 * The network that a class of traffic takes now, by the rules of seed 002 over the networks that
 * are up between two nodes (or, without them, in the cluster). Undefined where none is left.
 */
export function networkFor(
  world: World,
  clusterId: ClusterId,
  traffic: TrafficClass,
  between?: Between,
): ClusterNetwork | undefined {
  const networks = clusterNetworksOf(world, world.get('cluster', clusterId))
  return chooseNetwork(networks, traffic, upTest(world, clusterId, between))
}

/** The network and link of one live migration. */
export interface MigrationPath {
  readonly network: ClusterNetwork
  readonly link: Link
}

/**
 * How the memory of a VM goes from node to node now: over the first network of the VM's own list
 * that links them, or where it has none by the cluster's rule. Undefined where nothing links them.
 */
export function migrationPath(
  world: World,
  vm: Pick<VmRow, 'migrationNetworks'>,
  between: Between,
): MigrationPath | undefined {
  const cluster = world.find('cluster', between[0].clusterId)
  if (!cluster) return undefined
  const networks = clusterNetworksOf(world, cluster)
  const isUp = upTest(world, cluster.id, between)
  const network = vm.migrationNetworks
    ? chooseListed(networks, vm.migrationNetworks, isUp)
    : chooseNetwork(networks, 'live-migration', isUp)
  if (!network) return undefined
  return { network, link: linkBetween(world, between[0], between[1], network) }
}

/** The networks that a VM's live migration could take, up or not, in their order. */
export function migrationCandidates(
  world: World,
  vm: Pick<VmRow, 'migrationNetworks'>,
  clusterId: ClusterId,
): string[] {
  const networks = clusterNetworksOf(world, world.get('cluster', clusterId))
  return vm.migrationNetworks
    ? [...vm.migrationNetworks]
    : byMetric(networks).map(network => network.name)
}

/**
 * What redirected storage traffic of a cluster gets of its network now, in MiB a second: that of
 * the network with the lowest metric between the two nodes, or its slowest pair of nodes where none
 * are named. 0 where no network is left.
 */
export function redirectedMibPerS(world: World, clusterId: ClusterId, between?: Between): number {
  const network = networkFor(world, clusterId, 'csv', between)
  if (!network) return 0
  if (between) return copyMibPerS(linkBetween(world, between[0], between[1], network))
  const [first, ...others] = nodesOf(world, clusterId)
  if (!first) return 0
  const links = others
    .map(node => linkBetween(world, first, node, network))
    .filter(link => link.isUp)
  return links.length === 0 ? 0 : Math.min(...links.map(copyMibPerS))
}

/**
 * What a copy of files gets of the network between two hosts, wherever they stand, in MiB a second:
 * the fastest way out of the slower one. That subnets are routed at full rate is our assumption. 0
 * where one of them has no link.
 */
export function lanMibPerS(world: World, hosts: readonly HostRow[]): number {
  const ends = hosts.map(host =>
    uplinksOf(world, host).reduce((best, one) => (one.nowMbps > best.nowMbps ? one : best), noWay),
  )
  if (hosts.some(host => isStruck(world, 'asymmetric-partition', host.id))) return 0
  const mbps = Math.min(...ends.map(end => end.nowMbps))
  return copyMibPerS({ mbps, jumboFrames: ends.every(end => end.jumboFrames) })
}
const noWay = { nowMbps: 0, jumboFrames: true }

/** A network that heartbeats may take, in the order in which they do. */
export interface HeartbeatNetwork {
  readonly network: ClusterNetwork
  /** Part of the heartbeats that are lost on it now, 0 to 100. */
  readonly lossPercent: number
}

/**
 * The networks of a cluster for its own traffic, lowest metric first, with what is lost on each.
 */
export function heartbeatNetworks(world: World, clusterId: ClusterId): HeartbeatNetwork[] {
  const networks = clusterNetworksOf(world, world.get('cluster', clusterId))
  return byMetric(networks).map(network => {
    const faults = faultsOn(world, 'heartbeat-loss', clusterId, network.name)
    const arriving = faults.reduce((part, { amount = 50 }) => part * (1 - amount / 100), 1)
    return { network, lossPercent: 100 * (1 - arriving) }
  })
}
