import type { ClusterId } from '../../shared/domain/index.ts'
import type { ClusterNetwork, HostAdapter, HostRow, HostTeam, World } from '../world/index.ts'
import { faultsOn, isStruck } from '../world/index.ts'
import { adaptersOf, clusterNetworksOf, nodesOf, teamsOf, virtualNetworksOf } from './hardware.ts'

/**
 * What of the network works now, read from the faults that strike at this moment: nothing here is
 * kept, so what two faults broke works again only when both have ended.
 */

/** Whether an adapter has its link: neither pulled nor in the dead half of a flap. */
export function isAdapterUp(world: World, host: HostRow, name: string): boolean {
  if (isStruck(world, 'adapter-down', host.id, name)) return false
  return !faultsOn(world, 'adapter-flap', host.id, name).some(({ beginMs, amount = 10 }) => {
    const half = Math.floor((world.nowMs - beginMs) / (amount * 1000))
    return half % 2 === 0
  })
}

/** An adapter by itself, or a team: what a host or a virtual network sends through. */
export interface Uplink {
  readonly name: string
  readonly subnet: string
  /** Rate with all adapters up, and now; 0 where none is. */
  readonly nominalMbps: number
  readonly nowMbps: number
  readonly jumboFrames: boolean
  readonly adapters: readonly HostAdapter[]
}

/** Uplinks of hosts that nothing strikes, which follow from their rows alone. */
const unstruck = new WeakMap<HostRow, readonly Uplink[]>()

/** All uplinks of a host: teams, then the adapters that are in none. */
export function uplinksOf(world: World, host: HostRow): readonly Uplink[] {
  const isStatic = host.adapters !== undefined && world.index.activeFaults.of(host.id).size === 0
  if (!isStatic) return findUplinks(world, host)
  const known = unstruck.get(host) ?? findUplinks(world, host)
  unstruck.set(host, known)
  return known
}

function findUplinks(world: World, host: HostRow): readonly Uplink[] {
  const adapters = adaptersOf(world, host)
  const teams = teamsOf(host)
  const teamed = new Set(teams.flatMap(team => team.adapters))
  return [
    ...teams.map(team => teamUplink(world, host, team, adapters)),
    ...adapters
      .filter(adapter => !teamed.has(adapter.name))
      .map(adapter => uplink(world, host, adapter.name, [adapter], 'fault-tolerance')),
  ]
}

function teamUplink(
  world: World,
  host: HostRow,
  team: HostTeam,
  adapters: readonly HostAdapter[],
): Uplink {
  const members = adapters.filter(adapter => team.adapters.includes(adapter.name))
  return uplink(world, host, team.name, members, team.mode)
}

function uplink(
  world: World,
  host: HostRow,
  name: string,
  adapters: readonly HostAdapter[],
  mode: HostTeam['mode'],
): Uplink {
  const up = adapters.filter(adapter => isAdapterUp(world, host, adapter.name))
  return {
    ...{ name, adapters, subnet: adapters[0]?.subnet ?? '' },
    nominalMbps: together(adapters, mode),
    nowMbps: together(up, mode),
    jumboFrames: adapters.length > 0 && adapters.every(adapter => adapter.jumboFrames),
  }
}

/** A balanced team carries what all its adapters do, another what its fastest does. */
function together(adapters: readonly HostAdapter[], mode: HostTeam['mode']): number {
  const rates = adapters.map(adapter => adapter.rateMbps)
  return mode === 'load-balance'
    ? rates.reduce((sum, rate) => sum + rate, 0)
    : Math.max(0, ...rates)
}

/**
 * The host's own way into a network: the fastest of its uplinks there. What a dedicated virtual
 * network is over belongs to VMs alone. Undefined where the host is not on the network.
 */
export function uplinkInto(
  world: World,
  host: HostRow,
  { subnet }: Pick<ClusterNetwork, 'subnet'>,
): Uplink | undefined {
  const dedicated = new Set(
    virtualNetworksOf(world, host)
      .filter(network => network.kind === 'dedicated')
      .map(network => network.over),
  )
  const there = uplinksOf(world, host).filter(
    one => one.subnet === subnet && !dedicated.has(one.name),
  )
  return there.reduce<Uplink | undefined>(
    (best, one) => (!best || one.nowMbps > best.nowMbps ? one : best),
    undefined,
  )
}

/** Whether two nodes reach each other over a network, both ways, and how fast. */
export interface Link {
  readonly isUp: boolean
  readonly mbps: number
  readonly jumboFrames: boolean
}

const noLink: Link = { isUp: false, mbps: 0, jumboFrames: false }

/** The link between two nodes over a network of their cluster: as fast as its slower end. */
export function linkBetween(
  world: World,
  first: HostRow,
  second: HostRow,
  network: ClusterNetwork,
): Link {
  const ends = [first, second].map(host => uplinkInto(world, host, network))
  const [one, other] = ends
  const struck = [first, second].some(
    host =>
      isStruck(world, 'asymmetric-partition', host.id) ||
      (host.clusterId && isStruck(world, 'cluster-network-down', host.clusterId, network.name)),
  )
  const mbps = Math.min(one?.nowMbps ?? 0, other?.nowMbps ?? 0)
  if (struck || mbps === 0) return noLink
  return { isUp: true, mbps, jumboFrames: one!.jumboFrames && other!.jumboFrames }
}

/**
 * Whether what `sender` sends on a network arrives at `listener`. A host in an asymmetric partition
 * hears the others, and they do not hear it.
 */
export function hears(
  world: World,
  listener: HostRow,
  sender: HostRow,
  network: ClusterNetwork,
): boolean {
  if (isStruck(world, 'asymmetric-partition', sender.id)) return false
  const { clusterId } = listener
  if (clusterId && isStruck(world, 'cluster-network-down', clusterId, network.name)) return false
  return [listener, sender].every(host => (uplinkInto(world, host, network)?.nowMbps ?? 0) > 0)
}

/** As the failover cluster says it: all nodes reach the network, some do, or fewer than two. */
export type ClusterNetworkState = 'up' | 'partitioned' | 'down'

/** The state of a cluster's network now. */
export function stateOfNetwork(
  world: World,
  clusterId: ClusterId,
  network: ClusterNetwork,
): ClusterNetworkState {
  if (isStruck(world, 'cluster-network-down', clusterId, network.name)) return 'down'
  // A node that is off or hung is no trouble of the network's.
  const nodes = nodesOf(world, clusterId).filter(node => (node.condition ?? 'up') === 'up')
  const reached = nodes.filter(
    node =>
      !isStruck(world, 'asymmetric-partition', node.id) &&
      (uplinkInto(world, node, network)?.nowMbps ?? 0) > 0,
  ).length
  if (reached === nodes.length && reached > 0) return 'up'
  return reached < Math.min(2, nodes.length) || reached === 0 ? 'down' : 'partitioned'
}

/** The cluster's network of a name, in any case. */
export function findNetwork(
  world: World,
  clusterId: ClusterId,
  name: string,
): ClusterNetwork | undefined {
  const cluster = world.find('cluster', clusterId)
  if (!cluster) return undefined
  const sought = name.toLowerCase()
  return clusterNetworksOf(world, cluster).find(one => one.name.toLowerCase() === sought)
}

/** Whether at least two nodes, or a single one, have the network now. */
export function isNetworkUp(world: World, clusterId: ClusterId, name: string): boolean {
  const network = findNetwork(world, clusterId, name)
  return network !== undefined && stateOfNetwork(world, clusterId, network) !== 'down'
}
