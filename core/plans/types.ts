import type { PlanAction, PlanKind } from '../../shared/domain/index.ts'
import type { PlanSolved, PlanWhy } from '../../shared/contract/index.ts'
import type { ClusterId, HostId, VmId } from '../../shared/domain/index.ts'

/** A step as a planner wants it: figures and what stands against it are worked out from it. */
export interface DraftStep {
  readonly action: PlanAction
  readonly vmId?: VmId
  readonly fromId: HostId
  readonly toId?: HostId
  /** Why, with the figures that decided. */
  readonly reason: string
  /** Numbers of steps, from 1, that have to be done before. */
  readonly after?: readonly number[]
  readonly isDropped?: boolean
  /** The part of the plan that it belongs to, such as the node that is updated. */
  readonly part?: string
}

/** What a planner answers. */
export interface Draft {
  readonly kind: PlanKind
  readonly clusterIds: readonly ClusterId[]
  readonly steps: readonly DraftStep[]
  /** Hosts that the imbalance leaves out, such as one that is being emptied. */
  readonly apart?: readonly HostId[]
  /** What a solver found, for the best plan. */
  readonly solved?: PlanSolved
  /** Why there are no steps, or not more of them. */
  readonly why?: PlanWhy
  /** What was counted and what is ours, a sentence each. */
  readonly notes: readonly string[]
}
