import type {
  HostId,
  ScheduleId,
  ShareId,
  SnapshotId,
  SnapshotKind,
  VmId,
  VolumeId,
} from '../../../shared/domain/index.ts'

/** What a job that takes a snapshot keeps. */
export interface TakeParameters {
  readonly volumeId: VolumeId
  readonly vmId?: VmId
  readonly kind: SnapshotKind
  readonly name: string
  readonly hostId: HostId
  readonly scheduleId?: ScheduleId
  /** How many snapshots of the schedule stay. */
  readonly keep?: number
  /** Where it is copied to. */
  readonly shareId?: ShareId
  /** The snapshot, once it is there. */
  readonly snapshotId?: SnapshotId
}
