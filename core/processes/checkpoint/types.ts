import type { VmState } from '../../../shared/domain/index.ts'
import type { WorkParameters } from '../work.ts'

export const checkpointActions = ['create', 'restore', 'delete', 'merge'] as const
export type CheckpointAction = (typeof checkpointActions)[number]

/** What a checkpoint job keeps. */
export interface CheckpointParameters extends WorkParameters {
  readonly action: CheckpointAction
  /** Which one is restored or deleted. */
  readonly checkpointId?: number
  /** Whether those made after it go with it. */
  readonly withDescendants?: boolean
  readonly name?: string
  readonly description?: string
  /** The state that the steps were chosen for. */
  readonly from?: VmState
}
