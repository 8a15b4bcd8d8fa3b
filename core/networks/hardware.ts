import type { HostId } from '../../shared/domain/index.ts'
import { byIdNumber, numberOfId } from '../../shared/domain/index.ts'
import type {
  ClusterNetwork,
  ClusterRow,
  HostAdapter,
  HostRow,
  HostTeam,
  VirtualNetwork,
  World,
} from '../world/index.ts'
import { withAutoMetrics } from './rules.ts'

/** What stands for the networks of a host or cluster from before they were kept. */
const plainSubnet = '10.0.0.0/24'

/** An address for an adapter of a host from a range of its own, by their numbers. */
export function hostMacAddressOf(hostNumber: number, adapter: number): string {
  const number = hostNumber * 16 + adapter
  const parts = [(number >>> 16) & 255, (number >>> 8) & 255, number & 255]
  const hex = parts.map(part => part.toString(16).toUpperCase().padStart(2, '0'))
  return `02-1E-0B-${hex.join('-')}`
}

/** The `number`th address of a subnet of 24 bits. */
export function addressIn(subnet: string, number: number): string {
  const [network = '10.0.0.0'] = subnet.split('/')
  return `${network.slice(0, network.lastIndexOf('.'))}.${number}`
}

/**
 * A host's adapters. One from before adapters were kept has one on each network of its cluster, or
 * one on a plain subnet, each of the rate that the host was said to have.
 */
export function adaptersOf(world: World, host: HostRow): readonly HostAdapter[] {
  if (host.adapters) return host.adapters
  const number = numberOfId(host.id)
  const cluster = world.find('cluster', host.clusterId)
  const networks = cluster?.networks ?? [{ subnet: plainSubnet, hasGateway: true }]
  return networks.map(({ subnet, hasGateway }, at) => ({
    name: at === 0 ? 'Local Area Connection' : `Local Area Connection ${at + 1}`,
    rateMbps: host.networkMbps,
    macAddress: hostMacAddressOf(number, at),
    ...{ subnet, hasGateway, address: addressIn(subnet, (number % 240) + 10) },
    ...{ chimney: false, vmQueue: false, jumboFrames: false },
  }))
}

export function teamsOf(host: HostRow): readonly HostTeam[] {
  return host.teams ?? []
}

/** A host's virtual networks; those of an older one are external over its first adapter. */
export function virtualNetworksOf(world: World, host: HostRow): readonly VirtualNetwork[] {
  if (host.virtualNetworks) return host.virtualNetworks
  const over = adaptersOf(world, host)[0]?.name
  return host.networks.map(name => ({ name, kind: 'external', over }))
}

/** The nodes of a cluster in the order of their ids. */
export function nodesOf(world: World, clusterId: ClusterRow['id']): HostRow[] {
  const ids: HostId[] = [...world.index.hostsByCluster.of(clusterId)]
  ids.sort(byIdNumber)
  return ids.map(id => world.get('host', id))
}

/** A cluster's networks; those of an older cluster are found from the subnets of its nodes. */
export function clusterNetworksOf(world: World, cluster: ClusterRow): readonly ClusterNetwork[] {
  return cluster.networks ?? discoverNetworks(nodesOf(world, cluster.id))
}

/**
 * The networks that a new cluster of these hosts finds: each subnet that one of them is on, in the
 * order in which the first of them has it. Public ones serve clients, private ones the cluster.
 */
export function discoverNetworks(nodes: readonly HostRow[]): ClusterNetwork[] {
  const found = new Map<string, boolean>()
  for (const node of nodes) {
    for (const { subnet, hasGateway } of node.adapters ?? []) {
      if (!found.has(subnet)) found.set(subnet, hasGateway)
    }
  }
  if (found.size === 0) found.set(plainSubnet, true)
  const networks = [...found].map(([subnet, hasGateway], at): ClusterNetwork => ({
    name: `Cluster Network ${at + 1}`,
    role: hasGateway ? 3 : 1,
    ...{ metric: 0, autoMetric: true, hasGateway, subnet, description: '' },
  }))
  return withAutoMetrics(networks)
}
