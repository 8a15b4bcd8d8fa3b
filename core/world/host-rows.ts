import type {
  HostCondition,
  HostId,
  HypervisorKind,
  QuorumKind,
  VmFailback,
  VmPriority,
  VmState,
} from '../../shared/domain/index.ts'

/** How a host stands; fields that older fabrics lack, read through `core/cluster`. */
export interface HostState {
  /** Absent for a host that is up. */
  readonly condition?: HostCondition
  /** Since when it is in that condition. */
  readonly conditionMs?: number
  /** When the nodes of its cluster last heard it, while they do not. */
  readonly silentMs?: number
  /** Whether its cluster has put it out: its groups fail over, and it joins again by itself. */
  readonly isEvicted?: boolean
  /** With dynamic votes: it was put out while the others had a majority. */
  readonly hasNoVote?: true
  /** In maintenance mode, with the VMs that left it and those that were saved for it. */
  readonly maintenance?: {
    readonly sinceMs: number
    readonly movedVmIds: readonly string[]
    readonly savedVmIds: readonly string[]
    /** It ends by itself once the host is back from its restart. */
    readonly returns?: { readonly bringBack: boolean }
  }
  /** Service pack of its Windows; absent for none. */
  readonly servicePack?: number
  /** Absent for Hyper-V. */
  readonly hypervisor?: HypervisorKind
  /** The console is still installing its agent; absent for a host that it manages. */
  readonly isPending?: true
  /** Names and values that people gave it; absent without any. */
  readonly customProperties?: Readonly<Record<string, string>>
  /** Folders that the console offers for new VMs. */
  readonly placementPaths?: readonly string[]
}

/** How a cluster decides; fields that older fabrics lack, read through `core/cluster`. */
export interface ClusterSettings {
  readonly quorum?: QuorumKind
  /** Whether a group goes back to its preferred owner once that is there again. */
  readonly isFailbackOn?: boolean
  /** Failovers that one group may make within the period; absent for one less than its nodes. */
  readonly failoverThreshold?: number
  /** Why and since when its service is stopped on all nodes. */
  readonly stopped?: { readonly sinceMs: number; readonly votes: number; readonly needed: number }
}

/** What a cluster knows of a VM as a group of its own. */
export interface VmFailover {
  readonly preferredOwnerIds?: readonly HostId[]
  /** Absent for all nodes. */
  readonly possibleOwnerIds?: readonly HostId[]
  /** Absent for medium. */
  readonly priority?: VmPriority
  /** Failovers within the period, and the period in hours; absent for those of the cluster. */
  readonly failoverThreshold?: number
  readonly failoverPeriodH?: number
  /** Absent for what the cluster does. */
  readonly failback?: VmFailback
  /** When it failed over, within the last period. */
  readonly failoversMs?: readonly number[]
  /** What it was when its host went away. */
  readonly lost?: {
    readonly state: VmState
    readonly sinceMs: number
    readonly holdsMemory: boolean
  }
  /** It is about to start on its new node and waits for its turn, with its memory promised. */
  readonly isQueued?: boolean
}
