import type {
  ClusterId,
  HostId,
  HostProcessor,
  HostStatus,
  HostVersion,
  HypervisorKind,
  PropertyValues,
  UserId,
  VolumeId,
  VolumeKind,
} from '../../shared/domain/index.ts'
import type { levelsOf } from '../hosts/index.ts'
import type { FabricRow } from '../world/index.ts'
import type { ClusterReserveFigures } from './cluster-reserve.ts'
import type { ActiveRule, HostAsks, RuleReader } from './rules/index.ts'

export type PlacementGoal = FabricRow['placement']['goal']
export type PlacementWeights = FabricRow['placement']['weights']

/** How hosts are rated: the goal and the importance of the four terms, 0 to 10 each (facts 1.1). */
export interface RatingOptions {
  readonly goal: PlacementGoal
  readonly weights: PlacementWeights
}

/** The VLAN that an adapter of a VM is to be in, on a network. */
export interface AdapterVlan {
  readonly network: string
  readonly vlan: number
}

/** The VM to be placed, with the load that is expected of it (facts 1.3). */
export interface PlacementRequest {
  readonly cpuCount: number
  /** Its own memory; the overhead of facts 7.3 comes on top. */
  readonly memoryMib: number
  /** The most that it may have where its memory is dynamic, and the system of its guest. */
  readonly dynamicMemory?: { readonly maximumMib: number; readonly operatingSystem: string }
  /** What the reserve of a cluster counts it for; absent for its memory with the buffer. */
  readonly reserveMib?: number
  /** Space that it needs on one volume: of a dynamic disk what it holds now (facts 1.6). */
  readonly diskGib: number
  readonly highlyAvailable: boolean
  readonly networks: readonly string[]
  /** VLANs of its adapters that name one. */
  readonly vlans?: readonly AdapterVlan[]
  readonly load: {
    /** Percent of the VM's own virtual processors. */
    readonly cpuPercent: number
    readonly diskIops: number
    readonly networkMbps: number
  }
  readonly name?: string
  /** Nodes that may own it; absent for all of them. */
  readonly possibleOwnerIds?: readonly HostId[]
  /** Nodes that it prefers, the best first. */
  readonly preferredOwnerIds?: readonly HostId[]
  /** Rules and availability sets that it belongs to, with where their other VMs are. */
  readonly rules?: readonly ActiveRule[]
  /** Who reads the reasons: names of other VMs are for eyes that may see them. */
  readonly ruleReader?: RuleReader
  readonly customProperties?: PropertyValues
  readonly dvd?: string
  readonly onHostId?: HostId
  /** Its guest runs, or its memory is saved: it relies on these processors. */
  readonly processor?: HostProcessor
  readonly processorCompatibility?: boolean
  readonly usesRemoteFx?: boolean
  /** LUNs that are passed through to it. */
  readonly passedVolumeIds?: readonly VolumeId[]
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

/** The levels of availability of a host (facts 1.4). */
export type HostLevels = ReturnType<typeof levelsOf>

/** What a rating knows of a host: its capacity, its reserves and what is in use on average. */
export interface HostFigures {
  readonly hostId: HostId
  /** Position in the host columns. */
  readonly slot: number
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
  /** Further levels of availability, where somebody set any. */
  readonly levels?: HostLevels
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
  /**
   * The reserve of its cluster, and its place there; absent where the cluster does not count it.
   */
  readonly clusterReserve?: ClusterReserveFigures
  readonly reservePlace?: number
  readonly networks: readonly string[]
  readonly volumes: readonly VolumeFigures[]
  /** Absent where its networks carry every VLAN. */
  readonly virtualNetworks?: readonly { readonly name: string; readonly vlan?: number }[]
  readonly processor?: HostProcessor
  readonly hasGpu?: boolean
  /** What is asked of it beyond the rating; absent for nothing. */
  readonly asks?: HostAsks
}
