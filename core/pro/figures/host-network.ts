import { adaptersOf, clusterNetworksOf, teamsOf, virtualNetworksOf } from '../../networks/index.ts'
import type { HostAdapter, HostRow, World } from '../../world/index.ts'

/** Physical network adapters of a host. */
export function adapterCount(world: World, host: HostRow): number {
  return adaptersOf(world, host).length
}

/**
 * Adapters by name that virtual networks of a host are over, of these kinds and, if said, names.
 */
function guestAdapters(
  world: World,
  host: HostRow,
  kinds: readonly string[],
  used?: ReadonlySet<string>,
): Set<string> {
  const teams = new Map(teamsOf(host).map(team => [team.name, team.adapters]))
  const names = new Set<string>()
  for (const { kind, over, name: network } of virtualNetworksOf(world, host)) {
    if (over === undefined || !kinds.includes(kind) || used?.has(network) === false) continue
    for (const name of teams.get(over) ?? [over]) names.add(name)
  }
  return names
}

/** Virtual networks of a host that any VM is connected to. */
function usedNetworks(world: World, host: HostRow): Set<string> {
  const used = new Set<string>()
  for (const id of world.index.vmsByHost.of(host.id)) {
    for (const { network } of world.get('vm', id).networkAdapters) used.add(network)
  }
  return used
}

/**
 * 1 where each adapter on which the host itself answers also carries a virtual network that VMs are
 * connected to; else 0.
 */
export function sharesManagement(world: World, host: HostRow): number {
  const shared = guestAdapters(world, host, ['external'], usedNetworks(world, host))
  const own = adaptersOf(world, host).filter(one => one.hasGateway)
  // An adapter that is left to the host alone carries its management.
  const isFree = own.some(
    one => !shared.has(one.name) && !guestAdapters(world, host, ['dedicated']).has(one.name),
  )
  return own.length > 0 && !isFree ? 1 : 0
}

/** Virtual networks that stand on one adapter alone. */
export function unteamedNetworks(world: World, host: HostRow): number {
  const teams = new Set(teamsOf(host).map(team => team.name))
  return virtualNetworksOf(world, host).filter(({ over }) => over !== undefined && !teams.has(over))
    .length
}

/** Adapters that leave TCP to the host's processors. */
export function withoutOffload(world: World, host: HostRow): number {
  return adaptersOf(world, host).filter(one => !one.chimney).length
}

/** Adapters that VMs send through and that have no queue for each of them. */
export function withoutQueue(world: World, host: HostRow): number {
  const names = guestAdapters(world, host, ['external', 'dedicated'])
  return adaptersOf(world, host).filter(one => names.has(one.name) && !one.vmQueue).length
}

/** Adapters on a network that its cluster leaves to storage, without jumbo frames. */
export function storageWithoutJumbo(world: World, host: HostRow): number {
  const cluster = world.find('cluster', host.clusterId)
  if (!cluster) return 0
  const subnets = new Set(
    clusterNetworksOf(world, cluster)
      .filter(one => one.role === 0 && !one.hasGateway)
      .map(one => one.subnet),
  )
  return adaptersOf(world, host).filter(one => subnets.has(one.subnet) && !one.jumboFrames).length
}

/**
 * Adapters that are bound after one that should come later. The order of seed 003: the parent
 * partition's own, then storage, migration and shared volumes, then heartbeats, then those of
 * virtual networks. The order of the host's list stands for that of the binding (ours), and
 * heartbeats are taken to be on the private network of the lowest metric where there are several.
 */
export function bindingOrderFaults(world: World, host: HostRow): number {
  const ranks = adaptersOf(world, host).map(one => rankOf(world, host, one))
  let highest = 0
  let faults = 0
  for (const rank of ranks) {
    if (rank < highest) faults++
    highest = Math.max(highest, rank)
  }
  return faults
}

const rank = { management: 0, storage: 1, heartbeat: 2, guests: 3 } as const

function rankOf(world: World, host: HostRow, adapter: HostAdapter): number {
  if (guestAdapters(world, host, ['dedicated']).has(adapter.name)) return rank.guests
  if (adapter.hasGateway) return rank.management
  const cluster = world.find('cluster', host.clusterId)
  const own = cluster ? clusterNetworksOf(world, cluster).filter(one => one.role === 1) : []
  if (own.length < 2) return rank.storage
  const lowest = own.reduce((best, one) => (one.metric < best.metric ? one : best))
  return adapter.subnet === lowest.subnet ? rank.heartbeat : rank.storage
}
