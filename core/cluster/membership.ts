import type { ClusterId, HostId, JobId } from '../../shared/domain/index.ts'
import type { Refusal } from '../../shared/refusals/index.ts'
import { refuse } from '../../shared/refusals/index.ts'
import { hostRefusal, membersOf, nodesOf } from '../hosts/index.ts'
import { adaptersOf } from '../networks/index.ts'
import { candidatesFor } from '../processes/failover/index.ts'
import type { ClusterRow, HostRow, JobChangeRow, VmRow, VolumeRow, World } from '../world/index.ts'
import { put } from '../world/index.ts'
import { quorumWithout } from './partition.ts'
import { workAround } from './work-around.ts'

/**
 * The volumes that only nodes of a cluster may share (the cluster's own disks and shared volumes);
 * one of the symmetric file system belongs to no cluster (seed 000).
 */
export function volumesOfCluster(world: World, clusterId: ClusterId): VolumeRow[] {
  const reached = new Set(nodesOf(world, clusterId).flatMap(node => node.volumeIds))
  return [...world.all('volume')].filter(
    one => reached.has(one.id) && one.kind !== 'local' && one.fileSystem !== 'cluster-fs',
  )
}

/**
 * The open job that holds a host: that of a VM on it, its own, or one that copies from or to it.
 */
export function openJobOn(
  world: World,
  hostId: HostId,
): { name: string; jobId: JobId } | undefined {
  const { jobsByTarget, openJobs, vmsByHost, arrivals } = world.index
  const host = world.get('host', hostId)
  for (const id of vmsByHost.of(hostId)) {
    const { name, jobId } = world.get('vm', id)
    if (jobId !== undefined) return { name, jobId }
  }
  const own = [...jobsByTarget.of(hostId)].find(id => openJobs.has(id))
  const jobId = own ?? [...arrivals.of(hostId)][0] ?? workAround(world, host)
  return jobId && { name: host.name, jobId }
}

function busyRefusal(world: World, hostId: HostId): Refusal | undefined {
  const open = openJobOn(world, hostId)
  if (!open) return undefined
  return refuse('vm.busy', { name: open.name, job: world.get('job', open.jobId).name })
}

function availableOn(world: World, host: HostRow): VmRow[] {
  return vmsAt(world, host).filter(vm => vm.highlyAvailable)
}

function vmsAt(world: World, host: HostRow): VmRow[] {
  return [...world.index.vmsByHost.of(host.id)].map(id => world.get('vm', id))
}

/** Where a group that is off would go if its node left; undefined for what runs or fits nowhere. */
function nextHome(world: World, vm: VmRow): HostRow | undefined {
  const isOff = (vm.state === 'stopped' || vm.state === 'saved') && vm.jobId === undefined
  return isOff ? candidatesFor(world, vm).find(host => host.id !== vm.hostId) : undefined
}

/** Groups of a node that are off and would go to another one when it leaves. */
export function groupsThatMove(world: World, host: HostRow): VmRow[] {
  return availableOn(world, host).filter(vm => nextHome(world, vm))
}

/** Why a host cannot leave the shared volumes: a VM of its own lies on one of them. */
function sharedInUse(world: World, cluster: ClusterRow, host: HostRow): Refusal | undefined {
  const shared = new Map(volumesOfCluster(world, cluster.id).map(one => [one.id, one.name]))
  for (const vm of vmsAt(world, host)) {
    if (vm.highlyAvailable) continue
    const disk = vm.disks.find(one => shared.has(one.volumeId))
    if (!disk) continue
    const volume = shared.get(disk.volumeId)!
    return refuse('cluster.shared-in-use', { name: vm.name, volume, cluster: cluster.name })
  }
  return undefined
}

/** Everything that stands against a node leaving its cluster, the gravest first. */
export function leaveRefusals(world: World, host: HostRow): Refusal[] {
  const cluster = world.find('cluster', host.clusterId)
  if (!cluster) return [refuse('cluster.not-a-node', { host: host.name, cluster: 'any cluster' })]
  const names = { host: host.name, cluster: cluster.name }
  const vms = availableOn(world, host).filter(vm => !nextHome(world, vm)).length
  const { votes, needed } = quorumWithout(world, cluster, host.id)
  const isLast = nodesOf(world, cluster.id).length === 1
  return [
    isLast ? refuse('cluster.last-node', names) : undefined,
    stoppedRefusal(cluster),
    vms > 0 ? refuse('host.is-node', { ...names, vms }) : undefined,
    sharedInUse(world, cluster, host),
    !isLast && !cluster.stopped && votes < needed
      ? refuse('cluster.quorum-at-risk', { ...names, votes, needed })
      : undefined,
    busyRefusal(world, host.id),
  ].filter(one => one !== undefined)
}

function stoppedRefusal({ name, stopped }: ClusterRow): Refusal | undefined {
  if (!stopped) return undefined
  const { votes, needed } = stopped
  return refuse('cluster.no-quorum', { cluster: name, votes, needed })
}

/** Everything that stands against a cluster being dissolved. */
export function destroyRefusal(world: World, cluster: ClusterRow): Refusal | undefined {
  const nodes = nodesOf(world, cluster.id)
  const vms = nodes.flatMap(node => availableOn(world, node))
  if (vms.length > 0) {
    const of = { cluster: cluster.name, vms: vms.length, first: vms[0]!.name }
    return refuse('cluster.has-vms', of)
  }
  for (const node of nodes) {
    const refusal = sharedInUse(world, cluster, node) ?? busyRefusal(world, node.id)
    if (refusal) return refusal
  }
  return undefined
}

/** Why a host cannot become a node now, whatever the validation says. */
export function joinRefusal(world: World, host: HostRow): Refusal | undefined {
  return hostRefusal(world, host) ?? busyRefusal(world, host.id)
}

/** Hosts become nodes, with the shared volumes of the cluster where they are to see them. */
export function joinCluster(
  world: World,
  cluster: ClusterRow,
  hosts: readonly HostRow[],
  connectStorage: boolean,
): VolumeRow[] {
  const shared = connectStorage ? volumesOfCluster(world, cluster.id) : []
  for (const host of hosts) {
    const more = shared.filter(one => !host.volumeIds.includes(one.id)).map(one => one.id)
    // The adapters as they are, since without them they would follow the cluster's networks.
    const adapters = adaptersOf(world, host)
    const volumeIds = [...host.volumeIds, ...more]
    world.apply(put('host', { ...host, clusterId: cluster.id, adapters, volumeIds }))
  }
  return shared
}

/**
 * A node is a host of its own again: its groups that are off go to the others, these own its
 * volumes, and no VM names it as an owner.
 * @returns which group went where
 */
export function leaveCluster(world: World, host: HostRow): JobChangeRow[] {
  const { clusterId } = host
  if (!clusterId) return []
  const changes = groupsThatMove(world, host).flatMap(vm => {
    const home = nextHome(world, vm)
    if (!home) return []
    world.apply(put('vm', { ...vm, hostId: home.id }))
    return [{ object: vm.name, property: 'Host', before: host.name, after: home.name }]
  })
  const shared = new Set(volumesOfCluster(world, clusterId).map(one => one.id))
  const others = membersOf(world, clusterId).filter(one => one.id !== host.id)
  for (const id of shared) {
    const volume = world.get('volume', id)
    const limits = Object.entries(volume.hostIopsLimits ?? {}).filter(([id]) => id !== host.id)
    const heir = others.find(one => one.volumeIds.includes(id))
    const ownerHostId = volume.ownerHostId === host.id ? heir?.id : volume.ownerHostId
    const hostIopsLimits = limits.length > 0 ? Object.fromEntries(limits) : undefined
    world.apply(put('volume', { ...volume, ownerHostId, hostIopsLimits }))
  }
  const kept = host.volumeIds.filter(id => !shared.has(id))
  standAlone(world, host, kept)
  forgetOwner(world, host.id)
  return changes
}

function standAlone(world: World, host: HostRow, volumeIds: HostRow['volumeIds']): void {
  const out = { clusterId: undefined, isEvicted: undefined, hasNoVote: undefined }
  world.apply(
    put('host', {
      ...host,
      ...out,
      silentMs: undefined,
      volumeIds,
      adapters: adaptersOf(world, host),
    }),
  )
}

function forgetOwner(world: World, hostId: HostId): void {
  const without = (ids: VmRow['possibleOwnerIds']) => {
    const left = ids?.filter(id => id !== hostId) ?? []
    return left.length > 0 ? left : undefined
  }
  for (const vm of [...world.all('vm')]) {
    const { possibleOwnerIds, preferredOwnerIds } = vm
    if (!possibleOwnerIds?.includes(hostId) && !preferredOwnerIds?.includes(hostId)) continue
    const owners = {
      possibleOwnerIds: without(possibleOwnerIds),
      preferredOwnerIds: without(preferredOwnerIds),
    }
    world.apply(put('vm', { ...vm, ...owners }))
  }
}

/**
 * The nodes are hosts of their own. The volumes that they shared keep their hosts but have no
 * owner: a new cluster of the same hosts finds them.
 */
export function dissolve(world: World, cluster: ClusterRow): void {
  const shared = volumesOfCluster(world, cluster.id)
  for (const volume of shared) {
    world.apply(put('volume', { ...volume, ownerHostId: undefined }))
  }
  for (const node of nodesOf(world, cluster.id)) standAlone(world, node, node.volumeIds)
}
