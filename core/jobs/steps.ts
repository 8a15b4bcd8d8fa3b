import type { JobStepRow } from '../world/index.ts'

/** A step as it was before it began; one that was done stays done. */
export function resetUnlessDone(step: JobStepRow): JobStepRow {
  if (step.status === 'completed') return step
  return { name: step.name, status: 'not-started', progressPercent: 0 }
}

/** A running step of a job that ends failed or cancelled. */
export function failIfRunning(step: JobStepRow, nowMs: number): JobStepRow {
  return step.status === 'running' ? { ...step, status: 'failed', endedMs: nowMs } : step
}
