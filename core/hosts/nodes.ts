import type { ClusterId, HostId, QuorumKind, VmPriority } from '../../shared/domain/index.ts'
import { failoverPeriodH, idsInOrder } from '../../shared/domain/index.ts'
import type { ClusterRow, HostRow, VmRow, World } from '../world/index.ts'
import { conditionOf } from './host-state.ts'

/** The nodes of a cluster, in the order of their ids. */
export function nodesOf(world: World, clusterId: ClusterId): HostRow[] {
  return idsInOrder(world.index.hostsByCluster.of(clusterId)).map(id => world.get('host', id))
}

/** The nodes that the cluster counts on: up, and not put out. */
export function membersOf(world: World, clusterId: ClusterId): HostRow[] {
  return nodesOf(world, clusterId).filter(host => conditionOf(host) === 'up' && !host.isEvicted)
}

/** How the votes of a cluster are counted. */
export function quorumKindOf(world: World, cluster: ClusterRow): QuorumKind {
  return quorumOfNodes(cluster, world.index.hostsByCluster.of(cluster.id).size)
}

/**
 * How the votes of a cluster with so many nodes are counted. Unless it is told, as Windows
 * recommends: a witness disk for an even number of nodes.
 */
export function quorumOfNodes(cluster: ClusterRow, nodes: number): QuorumKind {
  return cluster.quorum ?? (nodes % 2 === 0 ? 'node-and-disk-majority' : 'node-majority')
}

/**
 * Failovers that a group may make within the period: one less than the nodes, unless the cluster is
 * told (the number is ours; the period is from facts 6.5).
 */
export function failoverThresholdOf(world: World, cluster: ClusterRow): number {
  const nodes = world.index.hostsByCluster.of(cluster.id).size
  return cluster.failoverThreshold ?? Math.max(1, nodes - 1)
}

/** Failovers that a group may make, and in how many hours: its own numbers or its cluster's. */
export function failoverLimitOf(
  world: World,
  cluster: ClusterRow,
  vm: Pick<VmRow, 'failoverThreshold' | 'failoverPeriodH'>,
): { failovers: number; hours: number } {
  return {
    failovers: vm.failoverThreshold ?? failoverThresholdOf(world, cluster),
    hours: vm.failoverPeriodH ?? failoverPeriodH,
  }
}

/** Whether a VM goes back to its preferred owner when that returns. */
export function failsBack(cluster: ClusterRow, vm: Pick<VmRow, 'failback'>): boolean {
  const failback = vm.failback ?? 'as-cluster'
  return failback === 'as-cluster' ? cluster.isFailbackOn === true : failback === 'allow'
}

export function priorityOf(vm: Pick<VmRow, 'priority'>): VmPriority {
  return vm.priority ?? 'medium'
}

const ranks: Readonly<Record<VmPriority, number>> = {
  ...{ high: 3000, medium: 2000, low: 1000, 'no-auto-start': 0 },
}

/** Numbers of facts 6.5: who starts first; hosts of 2008 R2 know no order but that of the ids. */
export function rankOf(vm: Pick<VmRow, 'priority'>): number {
  return ranks[priorityOf(vm)]
}

/** The disk of one owner that a VM lies on: all VMs on it are one group (seed 003). */
export function groupDiskOf(world: World, vm: VmRow) {
  for (const { volumeId } of vm.disks) {
    const volume = world.find('volume', volumeId)
    if (volume?.kind === 'cluster-disk') return volume
  }
  return undefined
}

/** Groups that a node holds: its highly available VMs, those on a disk of one owner as one. */
export function groupsOn(world: World, hostId: HostId): number {
  const groups = new Set<string>()
  for (const id of world.index.vmsByHost.of(hostId)) {
    const vm = world.get('vm', id)
    if (vm.highlyAvailable) groups.add(groupDiskOf(world, vm)?.id ?? id)
  }
  for (const volume of world.all('volume')) {
    if (volume.kind === 'cluster-disk' && volume.ownerHostId === hostId) groups.add(volume.id)
  }
  return groups.size
}
