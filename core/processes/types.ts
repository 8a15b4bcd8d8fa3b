import type { Refusal } from '../../shared/refusals/index.ts'
import type { Draw } from '../engine/draw.ts'
import type { Flow } from '../engine/flows.ts'
import type { Change, JobRow, VmRow, World } from '../world/index.ts'

/** How a step ends: at once, after a delay, when a flow is done, or not at all. */
export type StepEnd =
  | { readonly kind: 'now' }
  | { readonly kind: 'after'; readonly delayMs: number }
  | { readonly kind: 'flow'; readonly flow: Omit<Flow, 'jobId' | 'remaining'> }
  | { readonly kind: 'fail'; readonly refusal: Refusal }

/** What the beginning of a step does to the world, and how the step will end. */
export interface StepBegin {
  readonly changes?: readonly Change[]
  readonly end: StepEnd
  /** A sentence for the step's detail column. */
  readonly detail?: string
}

/** One step of a process: pure functions of the world, the job and chance. */
export interface Step {
  /** A key of the translated texts, such as `step.vm.boot`. */
  readonly name: string
  begin(world: World, job: JobRow, draw: Draw): StepBegin
  /** What the step's success changes. */
  finish?(world: World, job: JobRow): readonly Change[]
  /** Whether the step begins once more, asked after its success: one round of several. */
  again?(world: World, job: JobRow): boolean
}

/** One behaviour of the simulated cluster, carried out as the steps of a job. */
export interface Process {
  readonly name: string
  /** The steps for this job; the same job always has the same steps. */
  steps(job: JobRow): readonly Step[]
  /** Whether the job may begin now; asked again when it leaves a queue. */
  check(world: World, job: JobRow): Refusal | undefined
  /** The parameters as they are when the job begins: what waited may find its object changed. */
  prepare?(world: World, job: JobRow): unknown
  /** Brings the object to a state that it can stay in, after a failure or a cancel. */
  abandon(world: World, job: JobRow, why: 'failed' | 'cancelled'): readonly Change[]
  /** Where a restart begins: at the first step, or at the one that failed. */
  readonly restartAt: 'first' | 'failed'
}

export const now: StepEnd = { kind: 'now' }

/** Ends the step after so many milliseconds of simulated time. */
export function after(delayMs: number): StepEnd {
  return { kind: 'after', delayMs }
}

/** The VM that a job works on. */
export function vmOf(world: World, job: JobRow): VmRow {
  return world.get('vm', job.targetId!)
}
