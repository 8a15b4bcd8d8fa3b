import type { AdapterRowView, VirtualNetworkRowView } from '../../shared/contract/index.ts'
import { Refusal, refuse } from '../../shared/refusals/index.ts'
import {
  adaptersOf,
  clusterNetworksOf,
  findNetwork,
  migrationCandidates,
  migrationPath,
  nodesOf,
  parseClusterNet,
  propertyListing,
  reachOfAdapter,
  stateOfNetwork,
  statusListing,
  teamsOf,
  uplinksOf,
  virtualNetworksOf,
} from '../networks/index.ts'
import type { ClusterRow, HostAdapter, HostRow, VirtualNetwork, VmRow } from '../world/index.ts'
import type { HandlerContext, InputOf, OutputOf } from './handler.ts'
import type { Columns } from './list.ts'
import {
  answerOf,
  booleanColumn,
  compareText,
  numberColumn,
  textColumn,
  textsColumn,
  windowOver,
} from './list.ts'
import { clusterNetworkRefusal } from './network-names.ts'
import {
  adapterView,
  adapterViews,
  clusterNetworkingView,
  virtualNetworkView,
  virtualNetworkViews,
} from './network-views.ts'
import { hostsIn } from './scope-filter.ts'

function hostsInScope({ world, access, caller }: HandlerContext, scope: string | undefined) {
  const mine = access.scope(caller, 'network.read')
  const inside = hostsIn(world, scope)
  return [...world.all('host')].filter(host => mine.host(host) && inside(host))
}

/** The clusters that a scope touches, by name. */
function clusters(
  context: HandlerContext,
  { scope }: InputOf<'network', 'clusters'>,
): OutputOf<'network', 'clusters'> {
  const { world, access, caller } = context
  const mine = access.scope(caller, 'network.read')
  const touched = new Set(hostsInScope(context, scope).map(host => host.clusterId))
  const found = [...world.all('cluster')].filter(
    cluster => touched.has(cluster.id) && mine.cluster(cluster),
  )
  return {
    clusters: found
      .sort((a, b) => compareText(a.name, b.name))
      .map(cluster => {
        const networks = clusterNetworksOf(world, cluster)
        const down = networks.filter(one => stateOfNetwork(world, cluster.id, one) !== 'up').length
        return { id: cluster.id, name: cluster.name, networks: networks.length, down }
      }),
  }
}

function cluster(context: HandlerContext, { clusterId }: InputOf<'network', 'cluster'>) {
  return clusterNetworkingView(context, context.world.get('cluster', clusterId))
}

function host(
  context: HandlerContext,
  { hostId }: InputOf<'network', 'host'>,
): OutputOf<'network', 'host'> {
  const { world } = context
  const row = world.get('host', hostId)
  return {
    hostId,
    hostName: row.name,
    adapters: adapterViews(context, row),
    teams: teamsOf(row).map(team => ({ ...team, adapters: [...team.adapters] })),
    virtualNetworks: virtualNetworkViews(context, row),
    uplinks: uplinksOf(world, row).map(uplink => uplink.name),
  }
}

function vm(
  context: HandlerContext,
  { vmId }: InputOf<'network', 'vm'>,
): OutputOf<'network', 'vm'> | Refusal {
  const { world, access, caller } = context
  const row = world.find('vm', vmId)
  if (!row || !access.scope(caller, 'network.read').vm(row)) {
    return refuse('not-found', { kind: 'vm', id: vmId })
  }
  const on = world.get('host', row.hostId)
  const owner = world.find('cluster', on.clusterId)
  return {
    adapters: row.networkAdapters.map(adapter => {
      const { reach, because, nowMbps } = reachOfAdapter(world, on, adapter)
      return { ...adapter, reach, because, nowMbps }
    }),
    ...(owner ? { migration: migrationOf(context, row, on, owner) } : {}),
  }
}

/** The cluster networks that a VM's live migration may take, in their order, then the others. */
function migrationOf({ world }: HandlerContext, row: VmRow, on: HostRow, owner: ClusterRow) {
  const networks = clusterNetworksOf(world, owner)
  const chosen = migrationCandidates(world, row, owner.id)
  const other = nodesOf(world, owner.id).find(node => node.id !== on.id)
  const path = other && migrationPath(world, row, [on, other])
  const listed = chosen.flatMap(name => networks.find(one => one.name === name) ?? [])
  const rest = networks.filter(one => !listed.includes(one))
  return {
    isOwnList: row.migrationNetworks !== undefined,
    usesNow: path?.network.name,
    networks: [...listed, ...rest].map(network => ({
      ...{ name: network.name, isChosen: listed.includes(network) },
      ...{ role: network.role, metric: network.metric },
      state: stateOfNetwork(world, owner.id, network),
    })),
  }
}

/** Answers a line of the console box: its listing, or the change that it asks for. */
function console(
  { world }: HandlerContext,
  { clusterId, line }: InputOf<'network', 'console'>,
): OutputOf<'network', 'console'> | Refusal {
  const request = parseClusterNet(line)
  if (request instanceof Refusal) return request
  const owner = world.get('cluster', clusterId)
  const named = request.name === undefined ? undefined : findNetwork(world, clusterId, request.name)
  if (request.name !== undefined && !named) {
    return clusterNetworkRefusal(world, owner, request.name)
  }
  if (request.kind === 'change') {
    return { lines: [], change: { name: named!.name, changes: request.changes } }
  }
  const networks = named ? [named] : clusterNetworksOf(world, owner)
  const lines =
    request.kind === 'properties'
      ? propertyListing(networks, named?.name)
      : statusListing(networks, one => stateOfNetwork(world, clusterId, one), named?.name)
  return { lines }
}

interface AdapterOf {
  readonly host: HostRow
  readonly adapter: HostAdapter
}

function adapterColumns(context: HandlerContext): Columns<AdapterOf> {
  const view = ({ host: of, adapter }: AdapterOf): AdapterRowView =>
    adapterView(context, of, adapter)
  return {
    hostName: textColumn(row => row.host.name),
    name: textColumn(row => row.adapter.name),
    clusterName: textColumn(row => context.world.find('cluster', row.host.clusterId)?.name),
    clusterNetwork: textColumn(row => view(row).clusterNetwork),
    team: textColumn(row => view(row).team),
    virtualNetworks: textsColumn(row => view(row).virtualNetworks),
    isUp: booleanColumn(row => view(row).isUp),
    rateMbps: numberColumn(row => row.adapter.rateMbps),
    address: textColumn(row => row.adapter.address),
    macAddress: textColumn(row => row.adapter.macAddress),
    jumboFrames: booleanColumn(row => row.adapter.jumboFrames),
    chimney: booleanColumn(row => row.adapter.chimney),
    vmQueue: booleanColumn(row => row.adapter.vmQueue),
  }
}

/** A window of the adapters of the hosts in scope. */
export function listAdapters(
  context: HandlerContext,
  input: InputOf<'network', 'adapters'>,
): OutputOf<'network', 'adapters'> | Refusal {
  const { world } = context
  const rows = hostsInScope(context, input.scope).flatMap(of =>
    adaptersOf(world, of).map(adapter => ({ host: of, adapter })),
  )
  const page = windowOver(rows, adapterColumns(context), input, {
    searched: ['hostName', 'name', 'clusterName', 'address', 'macAddress'],
  })
  if (page instanceof Refusal) return page
  return answerOf(world, page, row => adapterView(context, row.host, row.adapter))
}

interface NetworkOf {
  readonly host: HostRow
  readonly network: VirtualNetwork
}

function virtualNetworkColumns(context: HandlerContext): Columns<NetworkOf> {
  const view = ({ host: of, network }: NetworkOf): VirtualNetworkRowView =>
    virtualNetworkView(context, of, network)
  return {
    hostName: textColumn(row => row.host.name),
    name: textColumn(row => row.network.name),
    clusterName: textColumn(row => context.world.find('cluster', row.host.clusterId)?.name),
    kind: textColumn(row => row.network.kind),
    over: textColumn(row => row.network.over),
    vlan: numberColumn(row => row.network.vlan),
    reach: textColumn(row => view(row).reach),
    vms: numberColumn(row => view(row).vms),
  }
}

/** A window of the virtual networks of the hosts in scope. */
export function listVirtualNetworks(
  context: HandlerContext,
  input: InputOf<'network', 'virtualNetworks'>,
): OutputOf<'network', 'virtualNetworks'> | Refusal {
  const { world } = context
  const rows = hostsInScope(context, input.scope).flatMap(of =>
    virtualNetworksOf(world, of).map(network => ({ host: of, network })),
  )
  const page = windowOver(rows, virtualNetworkColumns(context), input, {
    searched: ['hostName', 'name', 'clusterName', 'over'],
  })
  if (page instanceof Refusal) return page
  return answerOf(world, page, row => virtualNetworkView(context, row.host, row.network))
}

/** Reading networks. */
export const networkQueryHandlers = {
  clusters,
  cluster,
  host,
  vm,
  console,
  adapters: listAdapters,
  virtualNetworks: listVirtualNetworks,
}
