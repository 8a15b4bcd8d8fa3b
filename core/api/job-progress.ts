import type { Simulation } from '../engine/simulation.ts'
import type { JobRow } from '../world/index.ts'

/** Progress of the running step, percent: that of its flow, or half-way for one that only waits. */
export function stepProgressOf(simulation: Simulation, job: JobRow): number {
  const flow = simulation.flows.of(job.id)
  if (!flow || flow.total <= 0) return 50
  return Math.min(99, Math.max(0, ((flow.total - flow.remaining) / flow.total) * 100))
}

/** Progress of a job over all its steps or children, percent. */
export function progressOf(simulation: Simulation, job: JobRow): number {
  if (job.status !== 'running' && job.status !== 'waiting') {
    return job.status === 'cancelled' || job.status === 'failed' ? doneShare(job) : 100
  }
  if (job.children > 0) {
    return Math.floor(((job.childrenDone + job.childrenFailed) / job.children) * 100)
  }
  if (job.status === 'waiting' || job.steps.length === 0) return 0
  const running = job.steps.some(step => step.status === 'running')
  const share = running ? stepProgressOf(simulation, job) / job.steps.length : 0
  return Math.floor(doneShare(job) + share)
}

function doneShare(job: JobRow): number {
  if (job.steps.length === 0) return 0
  const done = job.steps.filter(step => step.status === 'completed').length
  return Math.floor((done / job.steps.length) * 100)
}
