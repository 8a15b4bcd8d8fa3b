import type { Simulation } from '../engine/simulation.ts'
import type { JobRow } from '../world/index.ts'
import type { Check } from './types.ts'

/** Every open job will end: something is queued, flowing or waiting for it. */
export const jobCheck: Check = {
  name: 'job',
  find(simulation) {
    const { world, queue } = simulation
    const queued = new Set(queue.all().map(event => (event.data as { jobId?: string }).jobId ?? ''))
    for (const id of world.index.openJobs) {
      const job = world.get('job', id)
      if (!moves(simulation, job, queued))
        return `job ${id} (${job.name}) is open and nothing moves it`
    }
    return undefined
  },
}

function moves({ world, flows }: Simulation, job: JobRow, queued: ReadonlySet<string>): boolean {
  if (job.status === 'waiting') {
    const ahead = job.waitingForId ?? job.parentId
    return ahead !== undefined && world.index.openJobs.has(ahead)
  }
  if (job.children > 0) {
    // One that gets its children as it goes looks for the next.
    if (queued.has(job.id)) return true
    return [...world.index.jobsByParent.of(job.id)].some(child => world.index.openJobs.has(child))
  }
  return queued.has(job.id) || flows.of(job.id) !== undefined
}
