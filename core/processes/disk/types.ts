import type { DiskFormat, DiskId, LunId, VolumeId } from '../../../shared/domain/index.ts'
import type { WorkParameters } from '../work.ts'

export const diskActions = [
  ...(['add', 'remove', 'expand', 'convert', 'compact', 'merge', 'makeParent'] as const),
] as const
export type DiskAction = (typeof diskActions)[number]

/** What a new differencing disk stands on: a parent on its volume, or a disk of the library. */
export type ParentChoice = { readonly parentId: number } | { readonly diskId: DiskId }

/** What a disk job keeps. A disk is known by its name, which is unique within its VM. */
export interface DiskParameters extends WorkParameters {
  readonly action: DiskAction
  readonly disk: string
  readonly sizeGib?: number
  readonly format?: DiskFormat
  readonly bus?: 'ide' | 'scsi'
  readonly volumeId?: VolumeId
  /** Of a new differencing disk. */
  readonly parent?: ParentChoice
  /** Of a new pass-through disk. */
  readonly lunId?: LunId
}
