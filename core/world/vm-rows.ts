import type {
  DynamicMemory,
  IntegrationService,
  ShareId,
  VolumeId,
} from '../../shared/domain/index.ts'
import type { VmDisk, VmNetworkAdapter } from './rows.ts'

/** Files of a VM on a library share; while they are there it is on no host. */
export interface StoredFiles {
  readonly shareId: ShareId
  readonly sinceMs: number
  readonly disks: readonly Omit<VmDisk, 'volumeId'>[]
  readonly checkpoints?: readonly VmCheckpoint[]
  readonly checkpointId?: number
  readonly writtenGib?: readonly number[]
}

/** What a VM was before its files began to move. */
export type MovedFrom = 'running' | 'saved' | 'stopped' | 'stored'

/** Files that are on the way to another place, or that stopped half-way. */
export interface VmTransfer {
  readonly from: MovedFrom
  /** What they take on the volume that they go to; absent where nothing is copied to one. */
  readonly room?: { readonly volumeId: VolumeId; readonly gib: number }
}

/** Where the files of a VM are when they are not simply on volumes of its host. */
export interface VmFiles {
  readonly stored?: StoredFiles
  readonly transfer?: VmTransfer
}

/** Memory of a VM besides its size; fields that older fabrics lack. */
export interface VmMemory {
  /** Absent for a VM with static memory; `memoryMib` is then all that it has, else its startup. */
  readonly dynamicMemory?: DynamicMemory
  /** What the guest's software is sized for; absent for as much as the VM's memory. */
  readonly roleMemoryMib?: number
}

/** What the balancer heeds of a VM (facts 2.2). */
export interface VmBalance {
  /** It is never moved by the balancer; absent for one that may be. */
  readonly blocksDynamicOptimization?: true
  /** When it moved to its host last; absent for one that never did, or before this was kept. */
  readonly movedMs?: number
}

/** Hardware that a checkpoint keeps and brings back; its disks stay those of the VM. */
export interface VmHardware {
  readonly cpuCount: number
  readonly memoryMib: number
  /** Absent for static memory. */
  readonly dynamicMemory?: DynamicMemory
  readonly cpuWeight: number
  readonly cpuReservePercent: number
  readonly cpuLimitPercent: number
  readonly networkAdapters: readonly VmNetworkAdapter[]
  readonly servicesOff?: readonly IntegrationService[]
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
