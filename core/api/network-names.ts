import type { Refusal } from '../../shared/refusals/index.ts'
import { refuse } from '../../shared/refusals/index.ts'
import { adaptersOf, clusterNetworksOf, teamsOf, virtualNetworksOf } from '../networks/index.ts'
import type { ClusterRow, HostRow, World } from '../world/index.ts'

/** What of a host has a name. */
export type NetworkPart = 'adapter' | 'team' | 'virtual network'

export function namesOf(world: World, host: HostRow, part: NetworkPart): string[] {
  const parts =
    part === 'adapter'
      ? adaptersOf(world, host)
      : part === 'team'
        ? teamsOf(host)
        : virtualNetworksOf(world, host)
  return parts.map(one => one.name)
}

/** That a host has nothing of this name. */
export function partRefusal(world: World, host: HostRow, part: NetworkPart, name: string): Refusal {
  const known = namesOf(world, host, part)
  return refuse('network.unknown', { kind: part, name, owner: host.name, known })
}

/** That a cluster has no network of this name. */
export function clusterNetworkRefusal(world: World, cluster: ClusterRow, name: string): Refusal {
  const known = clusterNetworksOf(world, cluster).map(network => network.name)
  return refuse('network.unknown', { kind: 'cluster network', name, owner: cluster.name, known })
}
