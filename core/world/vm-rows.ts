import type { VmNetworkAdapter } from './rows.ts'

/** Hardware that a checkpoint keeps and brings back; its disks stay those of the VM. */
export interface VmHardware {
  readonly cpuCount: number
  readonly memoryMib: number
  readonly cpuWeight: number
  readonly cpuReservePercent: number
  readonly cpuLimitPercent: number
  readonly networkAdapters: readonly VmNetworkAdapter[]
}

/** A VM at an instant: its hardware, its disks from then on read only, and its memory if it ran. */
export interface VmCheckpoint {
  /** Unique within the VM. */
  readonly id: number
  readonly name: string
  readonly description: string
  /** Absent for the first of the tree, whose files are the VM's own disks. */
  readonly parentId?: number
  readonly createdMs: number
  readonly creatorName: string
  readonly state: 'running' | 'paused' | 'saved' | 'stopped'
  /** Memory on disk, of a guest that was running, paused or saved. */
  readonly imageMib: number
  readonly hardware: VmHardware
  /** What each disk had written since the parent; nothing for the first of the tree. */
  readonly writtenGib: readonly number[]
  /** Deleted: it only keeps its disks until they are merged. */
  readonly isDeleted?: true
}
