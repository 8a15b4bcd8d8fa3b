import type {
  BmcKind,
  HostCondition,
  HostId,
  HypervisorKind,
  PlanId,
  ProLevels,
  QuorumKind,
  ReserveMethod,
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

/** Power that the console has over a host; fields that older fabrics lack. */
export interface HostPower {
  /**
   * The baseboard controller by which the console turns it on and off; absent for IPMI, which is
   * assumed of servers of these years (ours).
   */
  readonly bmc?: BmcKind
  /** Power optimisation has turned it off: since when, and of how many nodes. */
  readonly poweredOff?: { readonly sinceMs: number; readonly ofNodes: number }
  /** When it last came back from a restart for updates. */
  readonly patchedMs?: number
}

/** How a cluster decides; fields that older fabrics lack, read through `core/cluster`. */
export interface ClusterSettings {
  /** The console made it, and did not find it: more of its nodes may be off (facts 2.3). */
  readonly isMadeHere?: true
  /** When a node of it was turned off or on last to save power. */
  readonly poweredMs?: number
  readonly quorum?: QuorumKind
  /** Whether a group goes back to its preferred owner once that is there again. */
  readonly isFailbackOn?: boolean
  /** Failovers that one group may make within the period; absent for one less than its nodes. */
  readonly failoverThreshold?: number
  /** What PRO watches and does by itself; absent for what holds in its host group. */
  readonly pro?: ProLevels
  /** How it is told whether it survives its reserve; absent for the method of 2012 R2. */
  readonly reserveMethod?: ReserveMethod
  /** Why and since when its service is stopped on all nodes. */
  readonly stopped?: { readonly sinceMs: number; readonly votes: number; readonly needed: number }
  /** When it was balanced by itself last, and what came of it; the last runs, newest first. */
  readonly optimizationRuns?: readonly OptimizationRun[]
}

/** One automatic look at a cluster, with its plan or why there was none. */
export interface OptimizationRun {
  readonly atMs: number
  readonly planId?: PlanId
  readonly moves: number
  /** Why nothing moved, in a sentence; absent where something did. */
  readonly why?: string
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
