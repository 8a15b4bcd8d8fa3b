import type {
  AnyId,
  AuditId,
  ClusterId,
  DiskFormat,
  DiskId,
  DynamicOptimization,
  FabricKind,
  FileSystem,
  GuestOsProfileId,
  HardwareProfileId,
  HostGroupId,
  HostId,
  HostReserves,
  HostVersion,
  IntegrationService,
  JobId,
  LunId,
  PlanId,
  ProLevels,
  PlacementConfiguration,
  PowerOptimization,
  RoleId,
  ShareId,
  StartAction,
  StopAction,
  TemplateId,
  TipId,
  TraceId,
  UserGroupId,
  UserId,
  VmId,
  VmState,
  VolumeId,
  VolumeKind,
  VolumeLayout,
  WorkloadProfile,
} from '../../shared/domain/index.ts'
import type { ClusterSettings, HostPower, HostState, VmFailover } from './host-rows.ts'
import type { ClusterNetwork, HostAdapter, HostTeam, VirtualNetwork } from './network-rows.ts'
import type { CollectorRow, LogRow } from './collector-rows.ts'
import type { PlanRow } from './plan-rows.ts'
import type { ChartRow } from './chart-rows.ts'
import type { RulePackRow, TipRow, WaiverRow } from './pro-rows.ts'
import type { VmBalance, VmCheckpoint, VmFiles, VmMemory } from './vm-rows.ts'
import type {
  CustomPropertyRow,
  GroupPlacement,
  HostHardware,
  PlacementRuleRow,
  VmSets,
  WithProperties,
} from './placement-rows.ts'
import type {
  ArrayRow,
  FaultRow,
  LunRow,
  ParentDisk,
  PoolRow,
  ScheduleRow,
  SnapshotRow,
} from './storage-rows.ts'
import type { GuestOs, Hardware, JobStatus } from '../../shared/contract/index.ts'
import type { RefusalView } from '../../shared/refusals/index.ts'
import type { RoleProfile, SelfServiceAction } from '../../shared/rights/index.ts'

export interface HostGroupRow extends GroupPlacement {
  readonly id: HostGroupId
  readonly name: string
  /** Absent for the root, All Hosts. */
  readonly parentId?: HostGroupId
  /** What hosts in it and below keep back; absent for what holds above it (facts 1.4). */
  readonly reserves?: HostReserves
  /** How its clusters are balanced; absent for what holds above it (facts 2.2). */
  readonly dynamicOptimization?: DynamicOptimization
  /** What PRO watches and does by itself; absent for what holds above it (facts 2.1). */
  readonly pro?: ProLevels
  /** How its hosts are powered; absent for what holds above it (facts 2.3). */
  readonly powerOptimization?: PowerOptimization
}

export interface ClusterRow extends ClusterSettings, WithProperties {
  readonly id: ClusterId
  readonly name: string
  readonly hostGroupId: HostGroupId
  readonly version: HostVersion
  /** Node failures to survive (facts 1.8). */
  readonly reserveNodes: number
  /** Absent in older stores: read them through `clusterNetworksOf`. */
  readonly networks?: readonly ClusterNetwork[]
}

export interface HostRow extends HostHardware, HostState, HostPower {
  readonly id: HostId
  /** Position in the host columns. */
  readonly slot: number
  readonly name: string
  readonly hostGroupId: HostGroupId
  readonly clusterId?: ClusterId
  readonly version: HostVersion
  readonly model: string
  readonly logicalProcessors: number
  /** Absent where each logical processor is a core of its own. */
  readonly cores?: number
  readonly cpuMhz: number
  readonly memoryMib: number
  /** Reserves of facts 1.4, to be read through `reservesOf`: its own hold where it overrides. */
  readonly overridesReserves?: boolean
  readonly cpuReservePercent: number
  readonly memoryReserveMib: number
  readonly diskReserveMib: number
  readonly iopsMax: number
  readonly networkReservePercent: number
  /** Further levels of its own; absent for none. */
  readonly levels?: HostReserves['levels']
  /** Memory that the parent partition itself needs (facts 7.3). */
  readonly parentMib: number
  readonly networkMbps: number
  /** Names of its virtual networks. */
  readonly networks: readonly string[]
  /** Absent in older stores: read them through `core/networks`. */
  readonly adapters?: readonly HostAdapter[]
  readonly teams?: readonly HostTeam[]
  readonly virtualNetworks?: readonly VirtualNetwork[]
  /** Volumes that it reaches, local and shared. */
  readonly volumeIds: readonly VolumeId[]
  readonly availableForPlacement: boolean
  readonly notes: string
}

export interface VolumeRow {
  readonly id: VolumeId
  readonly slot: number
  readonly name: string
  /** Of one host, shared by all nodes at once, or owned by one node of a cluster at a time. */
  readonly kind: VolumeKind
  readonly fileSystem: FileSystem
  /** How the volume manager lays it over its LUNs, which come in their order. */
  readonly layout: VolumeLayout
  readonly lunIds: readonly LunId[]
  /** The node that owns an NTFS volume or coordinates a cluster shared volume. */
  readonly ownerHostId?: HostId
  readonly capacityGib: number
  /** What disks of VMs take: a dynamic disk counts its current size (facts 1.6). */
  readonly usedGib: number
  /** Room that its snapshots keep for what is written after them; absent where there are none. */
  readonly snapshotGib?: number
  /** Groups whose members may put VMs on it; everybody where none is named. */
  readonly accessGroupIds?: readonly UserGroupId[]
  /** Operations a second that a host may ask of it, by host; others may ask what they want. */
  readonly hostIopsLimits?: Readonly<Record<HostId, number>>
  /** The VM that has its LUN to itself: no volume then, but the disk that is passed through. */
  readonly passedTo?: VmId
  /** Files that differencing disks stand on, in the order of their numbers; absent without any. */
  readonly parentDisks?: readonly ParentDisk[]
  /** Parents made so far: the number of the next one is never used twice. */
  readonly parentDisksMade?: number
}

export interface VmDisk {
  readonly name: string
  readonly format: DiskFormat
  readonly sizeGib: number
  readonly usedGib: number
  readonly volumeId: VolumeId
  readonly path: string
  /** Its controller; the first four disks of a VM that do not say are on IDE. */
  readonly bus?: 'ide' | 'scsi'
  /** What it held after it was compacted last. */
  readonly compactGib?: number
  /** The parent on its volume that a differencing disk stands on. */
  readonly parentId?: number
}

export interface VmNetworkAdapter {
  readonly network: string
  readonly kind: 'synthetic' | 'emulated'
  readonly macAddress: string
  readonly vlan?: number
}

export interface VmRow extends VmFailover, VmMemory, VmFiles, VmBalance, VmSets {
  readonly id: VmId
  /** Position in the VM columns. */
  readonly slot: number
  readonly name: string
  readonly state: VmState
  /**
   * Where it lives, also when it is stopped or in the recycle bin; of a stored VM the host that it
   * was on last, whose host group it still belongs to.
   */
  readonly hostId: HostId
  readonly cpuCount: number
  readonly memoryMib: number
  readonly cpuWeight: number
  readonly cpuReservePercent: number
  readonly cpuLimitPercent: number
  readonly highlyAvailable: boolean
  readonly operatingSystem: string
  readonly computerName: string
  /** Whether integration services answer in the guest. */
  readonly guestServices: boolean
  /** Integration services that its host does not offer it; absent where it offers all. */
  readonly servicesOff?: readonly IntegrationService[]
  readonly disks: readonly VmDisk[]
  readonly networkAdapters: readonly VmNetworkAdapter[]
  /**
   * Cluster networks for its live migration, in order of choice, also such that the cluster does
   * not use otherwise; absent for the cluster's own rule (seed 002).
   */
  readonly migrationNetworks?: readonly string[]
  readonly description: string
  readonly notes: string
  readonly tags: readonly string[]
  readonly customProperties: Readonly<Record<string, string>>
  readonly ownerId?: UserId
  /** The self-service role whose quota counts it. */
  readonly roleId?: RoleId
  readonly creatorId?: UserId
  readonly templateId?: TemplateId
  readonly quotaPoints: number
  readonly startAction: StartAction
  readonly stopAction: StopAction
  readonly startDelayS: number
  /**
   * The most disk operations a second that it may ask for; absent where it may ask what it wants.
   */
  readonly iopsLimit?: number
  /** The load that the guest makes: a built-in profile, unless a trace is assigned. */
  readonly workload: WorkloadProfile
  readonly traceId?: TraceId
  readonly createdMs: number
  readonly startedMs?: number
  readonly recycled?: { readonly atMs: number; readonly byUserId?: UserId }
  /** The job that holds it. */
  readonly jobId?: JobId
  readonly failure?: RefusalView
  /** It is paused because its storage does not answer, and goes on when it does again. */
  readonly isStalled?: true
  /** The image in the DVD drive; absent without a drive. */
  readonly dvd?: string
  /** What is known of the guest otherwise than by default. */
  readonly guest?: {
    readonly integrationVersion?: string
    readonly diskKind?: 'basic' | 'dynamic'
    readonly clusterRole?: string
    readonly lastPatchedMs?: number
  }
  /** A tree, oldest first, and which of them the VM goes on from; absent without any. */
  readonly checkpoints?: readonly VmCheckpoint[]
  readonly checkpointId?: number
  /** What each disk has written since that checkpoint, in the order of the disks; GiB. */
  readonly writtenGib?: readonly number[]
  /** Checkpoints made so far: the number of the next one is never used twice. */
  readonly checkpointsMade?: number
  /** Memory on disk, on the volume of the first disk, while the VM is saved. */
  readonly savedImageMib?: number
  readonly placement?: {
    readonly stars: number
    readonly rated: number
    readonly explanation: readonly string[]
  }
}

export interface ShareRow {
  readonly id: ShareId
  readonly name: string
  readonly server: string
  readonly hostGroupId: HostGroupId
  /** Throughput of the library server's network link. */
  readonly throughputMibPerS: number
}

export interface DiskRow {
  readonly id: DiskId
  readonly name: string
  readonly shareId: ShareId
  readonly sizeGib: number
  readonly usedGib: number
  readonly format: DiskFormat
  readonly operatingSystem: string
  readonly sysprepped: boolean
}

export interface HardwareProfileRow {
  readonly id: HardwareProfileId
  readonly name: string
  readonly description: string
  readonly hardware: Hardware
}

export interface GuestOsProfileRow {
  readonly id: GuestOsProfileId
  readonly name: string
  readonly description: string
  readonly guestOs: GuestOs
}

export interface TemplateRow extends WithProperties {
  readonly id: TemplateId
  readonly name: string
  readonly description: string
  readonly enabled: boolean
  readonly diskId: DiskId
  readonly hardware: Hardware
  readonly guestOs: GuestOs
  readonly hardwareProfileName?: string
  readonly guestOsProfileName?: string
  readonly quotaPoints: number
  readonly workload: WorkloadProfile
}

export interface UserRow {
  readonly id: UserId
  readonly name: string
  readonly displayName: string
  readonly enabled: boolean
  /** scrypt hash with its parameters; never leaves the core. */
  readonly passwordHash: string
  readonly createdMs: number
}

export interface UserGroupRow {
  readonly id: UserGroupId
  readonly name: string
  readonly description: string
  readonly userIds: readonly UserId[]
}

export interface RoleRow {
  readonly id: RoleId
  readonly name: string
  readonly description: string
  readonly profile: RoleProfile
  readonly userIds: readonly UserId[]
  readonly userGroupIds: readonly UserGroupId[]
  readonly scope: {
    readonly hostGroupIds: readonly HostGroupId[]
    readonly shareIds: readonly ShareId[]
    readonly templateIds: readonly TemplateId[]
  }
  readonly actions: readonly SelfServiceAction[]
  readonly quota?: { readonly points: number; readonly shared: boolean }
  readonly mayControlClock: boolean
}

export interface JobStepRow {
  readonly name: string
  readonly status: 'not-started' | 'running' | 'completed' | 'failed' | 'skipped'
  readonly progressPercent: number
  readonly startedMs?: number
  readonly endedMs?: number
  readonly detail?: string
}

export interface JobChangeRow {
  readonly object: string
  readonly property: string
  readonly before: string
  readonly after: string
}

export interface JobRow {
  readonly id: JobId
  /** A key of the translated texts, such as `job.vm.start`. */
  readonly name: string
  /**
   * Which process carries it out, with its parameters as plain data; absent for an instant change.
   */
  readonly process?: string
  readonly parameters?: unknown
  readonly status: JobStatus
  readonly targetId?: AnyId
  readonly targetName: string
  readonly userId?: UserId
  readonly ownerName: string
  readonly startedMs: number
  readonly endedMs?: number
  readonly cmdlet?: string
  readonly parentId?: JobId
  readonly children: number
  readonly childrenDone: number
  readonly childrenFailed: number
  readonly steps: readonly JobStepRow[]
  readonly changes: readonly JobChangeRow[]
  /** The plan of which it is a part. */
  readonly planId?: PlanId
  /** The tip whose remedy it carries out. */
  readonly tipId?: TipId
  /** The job that it queues behind. */
  readonly waitingForId?: JobId
  readonly failure?: RefusalView
}

export interface AuditRow {
  readonly id: AuditId
  readonly atMs: number
  /** Time on the wall; none for what the product did by itself, which a replay does again. */
  readonly wallMs?: number
  readonly userId?: UserId
  readonly userName: string
  readonly roleNames: string
  readonly operation: string
  /** The first targets by id, for the scope of a query. */
  readonly targetIds: readonly AnyId[]
  readonly targets: string
  readonly outcome: 'done' | 'refused'
  readonly refusal?: string
  readonly because: string
  readonly jobId?: JobId
}

/** What a VM asks for at 100 % of its trace, in place of what its profile says. */
export interface TraceAmounts {
  /** Disk operations a second, in step with the trace: none at 0 %. */
  readonly iops?: number
  /** Share of these that write, 0 to 1. */
  readonly writeShare?: number
  readonly networkMbps?: number
}

export interface TraceRow {
  readonly id: TraceId
  readonly name: string
  readonly source: string
  /** Whole percentages, five minutes apart, two hexadecimal digits each. */
  readonly samplesHex: string
  readonly amounts?: TraceAmounts
  readonly meanPercent: number
  readonly maxPercent: number
}

/** What belongs to the fabric as a whole: one row. */
export interface FabricRow {
  readonly id: 'fabric-1'
  readonly kind: FabricKind
  readonly name: string
  readonly seed: number
  readonly clock: { readonly paused: boolean; readonly factor: number }
  /** Placement settings (facts 1.1, 1.2). */
  readonly placement: {
    readonly goal: 'load-balancing' | 'resource-maximization'
    readonly weights: {
      readonly cpu: number
      readonly memory: number
      readonly disk: number
      readonly network: number
    }
    /** What all host groups inherit that say nothing; absent for nothing beyond the rating. */
    readonly configuration?: PlacementConfiguration
  }
  /** How long history is kept: its samples of five minutes and of an hour; absent for as usual. */
  readonly historyAges?: { readonly dayHours: number; readonly monthDays: number }
}

/** Every table of the world. The key is the kind of an id, so an id names its table. */
export interface Tables {
  fabric: FabricRow
  hostgroup: HostGroupRow
  cluster: ClusterRow
  host: HostRow
  volume: VolumeRow
  vm: VmRow
  share: ShareRow
  disk: DiskRow
  hwprofile: HardwareProfileRow
  osprofile: GuestOsProfileRow
  template: TemplateRow
  user: UserRow
  usergroup: UserGroupRow
  role: RoleRow
  job: JobRow
  audit: AuditRow
  trace: TraceRow
  array: ArrayRow
  pool: PoolRow
  lun: LunRow
  snapshot: SnapshotRow
  fault: FaultRow
  schedule: ScheduleRow
  plan: PlanRow
  tip: TipRow
  waiver: WaiverRow
  rulepack: RulePackRow
  placementrule: PlacementRuleRow
  customproperty: CustomPropertyRow
  collector: CollectorRow
  log: LogRow
  chart: ChartRow
}
export type TableName = keyof Tables
export const tableNames: readonly TableName[] = [
  'fabric',
  'hostgroup',
  'cluster',
  'host',
  'array',
  'pool',
  'lun',
  'volume',
  'vm',
  'snapshot',
  'share',
  'disk',
  'hwprofile',
  'osprofile',
  'template',
  'user',
  'usergroup',
  'role',
  'job',
  'audit',
  'trace',
  'fault',
  'schedule',
  'plan',
  'tip',
  'waiver',
  'rulepack',
  'placementrule',
  'customproperty',
  'collector',
  'log',
  'chart',
]

export type * from './chart-rows.ts'
export type * from './collector-rows.ts'
export type * from './host-rows.ts'
export type * from './network-rows.ts'
export type * from './plan-rows.ts'
export type * from './pro-rows.ts'
export type * from './placement-rows.ts'
export type * from './storage-rows.ts'
export type * from './vm-rows.ts'
