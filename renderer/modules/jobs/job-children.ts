import type { JobRowView, JobStatus } from '../../../shared/contract/index.ts'

const rank: Record<JobStatus, number> = {
  failed: 0,
  cancelled: 1,
  running: 2,
  waiting: 3,
  'completed-with-info': 4,
  completed: 5,
}

/**
 * The children of a bulk job: what wants a look first, otherwise in the order in which they came.
 */
export function childrenInOrder<Child extends Pick<JobRowView, 'status'>>(
  children: readonly Child[],
): Child[] {
  return [...children].sort((a, b) => rank[a.status] - rank[b.status])
}

/** How far several jobs are together, from 0 to 1; undefined where there are none. */
export function meanShare(
  jobs: readonly Pick<JobRowView, 'progressPercent'>[],
): number | undefined {
  if (jobs.length === 0) return undefined
  const sum = jobs.reduce((total, job) => total + job.progressPercent, 0)
  return sum / jobs.length / 100
}
