import type { PlainDiskFormat, VolumeId } from '../../../shared/domain/index.ts'
import type { WorkParameters } from '../work.ts'

export const diskActions = ['add', 'remove', 'expand', 'convert', 'compact'] as const
export type DiskAction = (typeof diskActions)[number]

/** What a disk job keeps. A disk is known by its name, which is unique within its VM. */
export interface DiskParameters extends WorkParameters {
  readonly action: DiskAction
  readonly disk: string
  readonly sizeGib?: number
  readonly format?: PlainDiskFormat
  readonly bus?: 'ide' | 'scsi'
  readonly volumeId?: VolumeId
}
