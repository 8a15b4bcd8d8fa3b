import type { DynamicMemory } from '../../shared/domain/index.ts'
import type { VmNetworkAdapter } from './rows.ts'

/** Memory of a VM besides its size; fields that older fabrics lack. */
export interface VmMemory {
  /** Absent for a VM with static memory; `memoryMib` is then all that it has, else its startup. */
  readonly dynamicMemory?: DynamicMemory
  /** What the guest's software is sized for; absent for as much as the VM's memory. */
  readonly roleMemoryMib?: number
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
