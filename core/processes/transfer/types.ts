import type { HostId, ShareId, VolumeId } from '../../../shared/domain/index.ts'
import type { MovedFrom } from '../../world/index.ts'
import type { WorkParameters } from '../work.ts'

/** The ways of the ladder in the order in which they are tried (facts 12.2). */
export const transferMethods = ['live', 'quick', 'san', 'lan'] as const
export type TransferMethod = (typeof transferMethods)[number]

/** Where the files of a VM go: to another host, to a library share, or from there to a host. */
export type Destination =
  | { readonly kind: 'host'; readonly hostId: HostId; readonly volumeId?: VolumeId }
  | { readonly kind: 'share'; readonly shareId: ShareId }

/** What a transfer job keeps. */
export interface TransferParameters extends WorkParameters {
  readonly to: Destination
  /** Never live: what runs and stays on its files is a migration. */
  readonly method: Exclude<TransferMethod, 'live'>
  /** What the VM was when the job began. */
  readonly from?: MovedFrom
}
