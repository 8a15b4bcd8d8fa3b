import type { AnyId, JobId, PlanId, TipId } from '../../shared/domain/index.ts'
import type { Draw } from '../engine/draw.ts'
import type { Flows } from '../engine/flows.ts'
import type { EventQueue } from '../engine/queue.ts'
import type { Process } from '../processes/types.ts'
import type { JobRow, World } from '../world/index.ts'

/** A job to be carried out by a process. */
export interface JobRequest {
  readonly name: string
  readonly process: string
  readonly parameters?: unknown
  readonly targetId?: AnyId
  readonly targetName: string
  readonly userId?: JobRow['userId']
  readonly ownerName: string
  readonly cmdlet?: string
  readonly parentId?: JobId
  readonly planId?: PlanId
  readonly tipId?: TipId
}

/** What the jobs work with: the simulation hands itself over. */
export interface JobSurroundings {
  readonly world: World
  readonly queue: EventQueue
  readonly draw: Draw
  readonly flows: Flows
  readonly processes: ReadonlyMap<string, Process>
}

/** The event that ends a step which waits for time. */
export const stepEndsEvent = 'job.step-ends'
