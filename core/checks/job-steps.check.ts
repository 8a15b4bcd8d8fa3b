import type { JobRow } from '../world/index.ts'
import type { Check } from './types.ts'

/** A running job of a process is in one step, after steps that are done; any other job in none. */
export const jobStepsCheck: Check = {
  name: 'job-steps',
  find({ world }) {
    for (const job of world.all('job')) {
      const running = job.steps.findIndex(step => step.status === 'running')
      const inStep = job.status === 'running' && job.process !== undefined
      if (inStep !== running >= 0) return `${job.id} is ${job.status} in step ${running + 1}`
      if (running >= 0 && !isClean(job, running)) return `${job.id} skipped a step, or is in two`
    }
    return undefined
  },
}

function isClean({ steps }: JobRow, running: number): boolean {
  return steps.every(({ status }, at) =>
    at < running ? status === 'completed' : at === running || status === 'not-started',
  )
}
