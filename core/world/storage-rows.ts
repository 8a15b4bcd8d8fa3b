import type {
  AnyId,
  ArrayId,
  DiskFormat,
  DiskId,
  DiskKind,
  FaultId,
  FaultKind,
  HostId,
  JobId,
  LinkKind,
  LunId,
  PoolId,
  RaidLevel,
  ScheduleId,
  ShareId,
  SnapshotId,
  SnapshotKind,
  UserId,
  VmId,
  VolumeId,
} from '../../shared/domain/index.ts'

/** A storage array, or the disk controller of one host. */
export interface ArrayRow {
  readonly id: ArrayId
  readonly name: string
  readonly model: string
  /** The host whose own disks it has; absent for an array on the storage network. */
  readonly hostId?: HostId
  readonly linkKind: LinkKind
  /** Rate of one port by its name, such as 4 Gb Fibre Channel. */
  readonly linkGbps: number
  readonly ports: readonly string[]
  /** Ports that carry traffic at a time; the others stand by. */
  readonly activePorts: number
  /** Share of reads that its cache answers, and of writes that it puts together, 0 to 1. */
  readonly readHitRate: number
  readonly coalescedShare: number
}

/** Disks of one kind in a RAID group of an array. */
export interface PoolRow {
  readonly id: PoolId
  readonly slot: number
  readonly arrayId: ArrayId
  readonly name: string
  readonly raid: RaidLevel
  readonly diskKind: DiskKind
  readonly disks: number
  readonly diskGib: number
}

/** A piece of a pool that hosts see as one disk. */
export interface LunRow {
  readonly id: LunId
  readonly poolId: PoolId
  readonly name: string
  readonly sizeGib: number
  /** Takes room of its pool only for what is written. */
  readonly isThin: boolean
}

/**
 * A file on a volume that nothing writes to any more: differencing disks of the same volume, or
 * further parents, stand on it.
 */
export interface ParentDisk {
  /** Unique on its volume. */
  readonly id: number
  readonly name: string
  readonly path: string
  readonly format: Exclude<DiskFormat, 'pass-through'>
  readonly sizeGib: number
  readonly usedGib: number
  /** What it stands on itself, where it is a differencing disk. */
  readonly parentId?: number
  /** The library disk that it is a copy of; absent where it was the disk of a VM. */
  readonly fromDiskId?: DiskId
  /** The job that copies it, or stopped before it was whole; absent for a whole one. */
  readonly copying?: JobId
}

/** The state of a volume at an instant, or of the files of one VM on it. */
export interface SnapshotRow {
  readonly id: SnapshotId
  readonly slot: number
  readonly name: string
  readonly volumeId: VolumeId
  /** The one VM that it holds; absent for the whole volume. */
  readonly vmId?: VmId
  readonly kind: SnapshotKind
  readonly hostId: HostId
  readonly createdMs: number
  /** Data that was there when it was taken. */
  readonly coveredGib: number
  /** VMs whose files are in it as after a power loss; absent for none. */
  readonly unrestedVms?: number
  /** Where it is to be seen as a file share. */
  readonly mountedOn?: { readonly hostId: HostId; readonly share: string }
  /** The library share that it was copied to. */
  readonly copiedTo?: string
  /** Room of the volume that is kept for the old blocks: the most that it can come to take. */
  readonly areaGib?: number
  /** The schedule that took it. */
  readonly scheduleId?: ScheduleId
}

/** Snapshots that are taken by themselves. */
export interface ScheduleRow {
  readonly id: ScheduleId
  readonly name: string
  readonly volumeId: VolumeId
  readonly vmId?: VmId
  readonly kind: SnapshotKind
  readonly hostId: HostId
  readonly everyHours: number
  /** How many of its snapshots stay; older ones go. */
  readonly keep: number
  /** The library share that each is copied to. */
  readonly shareId?: ShareId
  readonly nextMs: number
  readonly userId?: UserId
  readonly ownerName: string
}

/** A fault that is planned, strikes now, or is over. */
export interface FaultRow {
  readonly id: FaultId
  readonly kind: FaultKind
  readonly targetId: AnyId | 'fabric-1'
  readonly targetName: string
  /** The adapter, network, path or port that it strikes. */
  readonly part?: string
  /** How much, in the unit of its kind. */
  readonly amount?: number
  readonly status: 'planned' | 'active' | 'ended'
  readonly beginMs: number
  /** When it ends or ended; absent while it lasts until somebody ends it. */
  readonly endMs?: number
  /** Why it never struck. */
  readonly missed?: string
  readonly userId?: UserId
  readonly ownerName: string
}
