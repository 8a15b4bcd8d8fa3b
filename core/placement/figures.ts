import type {
  ClusterId,
  HostId,
  HostStatus,
  HostVersion,
  HypervisorKind,
  UserId,
  VolumeId,
  VolumeKind,
} from '../../shared/domain/index.ts'
import { byIdNumber } from '../../shared/domain/index.ts'
import { leakedMib, reservesOf, statusOf } from '../hosts/index.ts'
import { processorsWorth } from '../physics/index.ts'
import { usersOf, volumeFreeGib } from '../storage/index.ts'
import type { FabricRow, HostRow, VmRow, World } from '../world/index.ts'
import { comingTo, iopsOf, networkMbpsOf, runCode } from '../world/index.ts'

export type PlacementGoal = FabricRow['placement']['goal']
export type PlacementWeights = FabricRow['placement']['weights']

/** How hosts are rated: the goal and the importance of the four terms, 0 to 10 each (facts 1.1). */
export interface RatingOptions {
  readonly goal: PlacementGoal
  readonly weights: PlacementWeights
}

/** The VM to be placed, with the load that is expected of it (facts 1.3). */
export interface PlacementRequest {
  readonly cpuCount: number
  /** Its own memory; the overhead of facts 7.3 comes on top. */
  readonly memoryMib: number
  /** The most that it may have where its memory is dynamic, and the system of its guest. */
  readonly dynamicMemory?: { readonly maximumMib: number; readonly operatingSystem: string }
  /** Space that it needs on one volume: of a dynamic disk what it holds now (facts 1.6). */
  readonly diskGib: number
  readonly highlyAvailable: boolean
  readonly networks: readonly string[]
  readonly load: {
    /** Percent of the VM's own virtual processors. */
    readonly cpuPercent: number
    readonly diskIops: number
    readonly networkMbps: number
  }
  readonly name?: string
  /** Nodes that may own it; absent for all of them. */
  readonly possibleOwnerIds?: readonly HostId[]
  /** The cluster that holds it already. */
  readonly clusterId?: ClusterId
  /** Whose VM it will be: a volume may be for members of some groups only. */
  readonly userId?: UserId
  /** Hosts that already hold a VM of this name. */
  readonly nameTakenOn?: ReadonlySet<HostId>
}

/** What a rating knows of a volume. Hosts that reach the same volume share one of these. */
export interface VolumeFigures {
  readonly id: VolumeId
  readonly name: string
  readonly kind: VolumeKind
  /** The only node that can use a disk of one owner. */
  readonly ownerHostId?: HostId
  freeGib: number
  /** Who may put VMs on it, and by which groups; absent for everybody. */
  readonly allowed?: { readonly userIds: ReadonlySet<UserId>; readonly groups: readonly string[] }
}

/** What a rating knows of a host: its capacity, its reserves and what is in use on average. */
export interface HostFigures {
  readonly hostId: HostId
  readonly hostName: string
  readonly hostGroupName: string
  readonly clusterId?: ClusterId
  readonly clusterName?: string
  readonly version: HostVersion
  readonly logicalProcessors: number
  /** Processors that it is worth (physics): load is counted in shares of them. */
  readonly processors: number
  /** Percent of the whole host. */
  readonly cpuPercent: number
  readonly cpuReservePercent: number
  readonly memoryMib: number
  readonly memoryUsedMib: number
  readonly memoryReserveMib: number
  readonly parentMib: number
  readonly iops: number
  readonly iopsMax: number
  readonly networkUsedMbps: number
  readonly networkMbps: number
  readonly networkReservePercent: number
  readonly diskReserveMib: number
  readonly runningVms: number
  readonly availableForPlacement: boolean
  /** Absent for one that responds. */
  readonly status?: HostStatus
  /** Absent for none. */
  readonly servicePack?: number
  /** Absent for Hyper-V. */
  readonly hypervisor?: HypervisorKind
  /** Virtual processors of its VMs that hold memory, and of those on the way. */
  readonly virtualProcessors?: number
  /** VMs of its cluster, and whether the cluster's service is stopped. */
  readonly clusterVms?: number
  readonly isClusterStopped?: boolean
  readonly networks: readonly string[]
  readonly volumes: readonly VolumeFigures[]
}

/** A VM that is rated for a move: its own host is rated as if it were not there yet. */
type Leaving = Pick<VmRow, 'slot' | 'hostId'>

/**
 * Figures of hosts from their rows and columns, in the order of the ids. What VMs in creation were
 * promised counts: their memory as held, their disks as used.
 */
export function figuresOf(
  world: World,
  hostIds: Iterable<HostId>,
  leaving?: Leaving,
): HostFigures[] {
  const volumes = new Map<VolumeId, VolumeFigures>()
  const clusterVms = new Map<ClusterId, number>()
  const figures: HostFigures[] = []
  for (const id of hostIds) {
    const host = world.get('host', id)
    const plain = figuresOfHost(world, host, { volumes, clusterVms })
    figures.push(leaving?.hostId === id ? without(world, plain, leaving) : plain)
  }
  return figures
}

/** What several hosts have in common, looked up once. */
interface Shared {
  readonly volumes: Map<VolumeId, VolumeFigures>
  readonly clusterVms: Map<ClusterId, number>
}

function figuresOfHost(world: World, host: HostRow, shared: Shared): HostFigures {
  const columns = world.hosts.data
  const { slot } = host
  const coming = comingTo(world, host.id)
  return {
    hostId: host.id,
    hostName: host.name,
    hostGroupName: world.get('hostgroup', host.hostGroupId).name,
    clusterId: host.clusterId,
    clusterName: world.find('cluster', host.clusterId)?.name,
    version: host.version,
    logicalProcessors: host.logicalProcessors,
    processors: processorsWorth(host),
    cpuPercent: columns.averagePercent[slot]! / processorsWorth(host),
    ...reservesOf(world, host),
    memoryMib: host.memoryMib,
    memoryUsedMib: columns.heldMib[slot]! + coming.memoryMib + leakedMib(world, host),
    parentMib: host.parentMib,
    iops: columns.averageIops[slot]!,
    networkUsedMbps: columns.averageNetwork[slot]!,
    networkMbps: host.networkMbps,
    runningVms: columns.runningVms[slot]! + coming.vms,
    availableForPlacement: host.availableForPlacement,
    status: statusOf(world, host),
    ...{ hypervisor: host.hypervisor, servicePack: host.servicePack },
    virtualProcessors: columns.virtualProcessors[slot]! + coming.processors,
    clusterVms: vmsOfCluster(world, host.clusterId, shared.clusterVms),
    isClusterStopped: world.find('cluster', host.clusterId)?.stopped !== undefined,
    networks: host.networks,
    volumes: host.volumeIds
      .filter(id => isOwnedBy(world, id, host))
      .map(id => volumeFigures(world, id, shared.volumes)),
  }
}

/** A disk of a cluster takes VMs of the node that owns it alone (seed 003). */
function isOwnedBy(world: World, volumeId: VolumeId, host: HostRow): boolean {
  const { kind, ownerHostId, passedTo } = world.get('volume', volumeId)
  if (passedTo !== undefined) return false
  return kind !== 'cluster-disk' || ownerHostId === host.id
}

function vmsOfCluster(
  world: World,
  clusterId: ClusterId | undefined,
  known: Map<ClusterId, number>,
): number | undefined {
  if (clusterId === undefined) return undefined
  const found = known.get(clusterId)
  if (found !== undefined) return found
  let vms = 0
  for (const id of world.index.hostsByCluster.of(clusterId)) {
    vms += world.index.vmsByHost.of(id).size
  }
  known.set(clusterId, vms)
  return vms
}

function volumeFigures(
  world: World,
  id: VolumeId,
  known: Map<VolumeId, VolumeFigures>,
): VolumeFigures {
  const found = known.get(id)
  if (found) return found
  const volume = world.get('volume', id)
  const { name, kind, ownerHostId } = volume
  const freeGib = volumeFreeGib(world, id)
  const figures = { id, name, kind, ownerHostId, freeGib, allowed: usersOf(world, volume) }
  known.set(id, figures)
  return figures
}

function without(world: World, host: HostFigures, vm: Leaving): HostFigures {
  const columns = world.vms.data
  const { slot } = vm
  const cpu = (columns.grantedPercent[slot]! * columns.cpuCount[slot]!) / host.processors
  const runs = columns.run[slot] !== runCode.off
  return {
    ...host,
    cpuPercent: Math.max(0, host.cpuPercent - cpu),
    memoryUsedMib: host.memoryUsedMib - columns.heldMib[slot]!,
    iops: Math.max(0, host.iops - iopsOf(world, slot)),
    networkUsedMbps: Math.max(0, host.networkUsedMbps - networkMbpsOf(world, slot)),
    runningVms: host.runningVms - (runs ? 1 : 0),
    virtualProcessors: (host.virtualProcessors ?? 0) - (runs ? columns.cpuCount[slot]! : 0),
  }
}

/** Hosts of a group and all groups below it, in the order of their ids. */
export function hostsBelow(world: World, groupId: HostRow['hostGroupId']): HostId[] {
  const found: HostId[] = []
  for (const group of world.index.groupsBelow(groupId)) {
    found.push(...world.index.hostsByGroup.of(group))
  }
  return found.sort(byIdNumber)
}

/** Hosts that hold a VM of this name; VMs in the recycle bin keep theirs. */
export function hostsWithName(
  world: World,
  name: string,
  except?: VmRow['id'],
): ReadonlySet<HostId> {
  const hosts = new Set<HostId>()
  for (const id of world.index.vmsByName.of(name.toLowerCase())) {
    const vm = world.get('vm', id)
    if (id !== except && !vm.stored) hosts.add(vm.hostId)
  }
  return hosts
}
