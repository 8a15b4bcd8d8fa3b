import type { AnyId, HostId, JobId, PlanId, UserId } from '../../shared/domain/index.ts'
import type { PlanBody } from '../../shared/contract/index.ts'

/** A list of steps that is previewed, edited, run and then held against its forecast. */
export interface PlanRow extends PlanBody {
  readonly id: PlanId
  readonly name: string
  /** The host group, cluster or host that it is for. */
  readonly scopeId: AnyId
  readonly userId?: UserId
  readonly jobId?: JobId
  /** Hosts that the imbalance leaves out, such as one that is being emptied. */
  readonly apartIds?: readonly HostId[]
  /** What was asked of its planner, for one that goes on after it was stopped. */
  readonly wish?: {
    readonly mode?: 'migrate' | 'save'
    readonly savesRest?: boolean
    readonly hostIds?: readonly HostId[]
    readonly bringsBack?: boolean
  }
}
