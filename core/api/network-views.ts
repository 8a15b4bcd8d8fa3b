import type {
  AdapterRowView,
  ClusterNetworking,
  ClusterNetworkView,
  NetworkOutcome,
  VirtualNetworkRowView,
} from '../../shared/contract/index.ts'
import { trafficClasses } from '../../shared/domain/index.ts'
import {
  adaptersOf,
  chooseNetwork,
  clusterNetworksOf,
  copyMibPerS,
  heartbeatNetworks,
  isAdapterUp,
  nodesOf,
  reachOf,
  stateOfNetwork,
  teamsOf,
  uplinkInto,
  virtualNetworksOf,
} from '../networks/index.ts'
import type {
  ClusterNetwork,
  ClusterRow,
  HostAdapter,
  HostRow,
  VirtualNetwork,
} from '../world/index.ts'
import type { HandlerContext } from './handler.ts'

/** An adapter as one row of a list. */
export function adapterView(
  { world }: HandlerContext,
  host: HostRow,
  adapter: HostAdapter,
): AdapterRowView {
  const cluster = world.find('cluster', host.clusterId)
  const networks = cluster ? clusterNetworksOf(world, cluster) : []
  const team = teamsOf(host).find(one => one.adapters.includes(adapter.name))
  const uplinks = [adapter.name, ...(team ? [team.name] : [])]
  const over = virtualNetworksOf(world, host).filter(one => uplinks.includes(one.over ?? ''))
  const isOfHost = !over.some(one => one.kind === 'dedicated')
  return {
    id: `${host.id}/${adapter.name}`,
    hostId: host.id,
    hostName: host.name,
    clusterName: cluster?.name,
    ...adapter,
    isUp: isAdapterUp(world, host, adapter.name),
    clusterNetwork: isOfHost
      ? networks.find(network => network.subnet === adapter.subnet)?.name
      : undefined,
    team: team?.name,
    teamMode: team?.mode,
    virtualNetworks: over.map(one => one.name),
  }
}

/** A virtual network as one row of a list; VMs outside the caller's scope are only counted. */
export function virtualNetworkView(
  { world, access, caller }: HandlerContext,
  host: HostRow,
  network: VirtualNetwork,
): VirtualNetworkRowView {
  const mine = access.scope(caller, 'vm.read')
  const users = [...world.index.vmsByHost.of(host.id)]
    .map(id => world.get('vm', id))
    .filter(vm => vm.networkAdapters.some(adapter => adapter.network === network.name))
  const vms = users.filter(vm => mine.vm(vm)).length
  return {
    id: `${host.id}/${network.name}`,
    hostId: host.id,
    hostName: host.name,
    clusterName: world.find('cluster', host.clusterId)?.name,
    ...network,
    ...reachOf(world, host, network),
    ...{ vms, hiddenVms: users.length - vms },
  }
}

/** What carries what in a cluster now and after each single failure, with the nodes in scope. */
export function clusterNetworkingView(
  context: HandlerContext,
  cluster: ClusterRow,
): ClusterNetworking {
  const { world, access, caller } = context
  const mine = access.scope(caller, 'network.read')
  const nodes = nodesOf(world, cluster.id)
  const networks = clusterNetworksOf(world, cluster)
  const outcomes = outcomesOf(networks, one => stateOfNetwork(world, cluster.id, one) !== 'down')
  const losses = heartbeatNetworks(world, cluster.id)
  const seen = nodes.filter(node => mine.host(node))
  return {
    ...{ clusterId: cluster.id, clusterName: cluster.name, outcomes },
    networks: networks.map(network => ({
      ...networkView(context, cluster, network, nodes, seen),
      heartbeatLossPercent:
        losses.find(loss => loss.network.name === network.name)?.lossPercent ?? 0,
      carries: outcomes[0]!.carries
        .filter(one => one.network === network.name)
        .map(one => one.traffic),
    })),
    hiddenHosts: nodes.length - seen.length,
  }
}

function networkView(
  { world }: HandlerContext,
  cluster: ClusterRow,
  network: ClusterNetwork,
  nodes: readonly HostRow[],
  seen: readonly HostRow[],
): Omit<ClusterNetworkView, 'carries' | 'heartbeatLossPercent'> {
  const uplinks = new Map(nodes.map(node => [node.id, uplinkInto(world, node, network)]))
  const up = [...uplinks.values()].filter(uplink => uplink !== undefined && uplink.nowMbps > 0)
  const state = stateOfNetwork(world, cluster.id, network)
  const rates = up.map(uplink => ({ ...uplink!, mbps: uplink!.nowMbps })).map(copyMibPerS)
  return {
    ...network,
    state,
    copyMibPerS: state === 'down' || rates.length === 0 ? 0 : Math.min(...rates),
    nodes: seen.map(node => {
      const uplink = uplinks.get(node.id)
      return {
        ...{ hostId: node.id, hostName: node.name, uplink: uplink?.name },
        ...{ nominalMbps: uplink?.nominalMbps ?? 0, nowMbps: uplink?.nowMbps ?? 0 },
      }
    }),
  }
}

/** What each class of traffic takes now, and when one more of the networks fails. */
export function outcomesOf(
  networks: readonly ClusterNetwork[],
  isUp: (network: ClusterNetwork) => boolean,
): NetworkOutcome[] {
  const carries = (fails: string | undefined) =>
    trafficClasses.map(traffic => {
      const network = chooseNetwork(networks, traffic, one => one.name !== fails && isUp(one))
      return { traffic, ...(network ? { network: network.name } : {}) }
    })
  const failing = networks.filter(network => network.role !== 0 && isUp(network))
  return [
    { carries: carries(undefined) },
    ...failing.map(({ name }) => ({ fails: name, carries: carries(name) })),
  ]
}

/** All adapters of a host as rows. */
export function adapterViews(context: HandlerContext, host: HostRow): AdapterRowView[] {
  return adaptersOf(context.world, host).map(adapter => adapterView(context, host, adapter))
}

/** All virtual networks of a host as rows. */
export function virtualNetworkViews(
  context: HandlerContext,
  host: HostRow,
): VirtualNetworkRowView[] {
  return virtualNetworksOf(context.world, host).map(network =>
    virtualNetworkView(context, host, network),
  )
}
