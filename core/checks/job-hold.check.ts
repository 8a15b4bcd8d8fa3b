import { busyVmStates } from '../../shared/domain/index.ts'
import type { CloneParameters } from '../processes/clone/index.ts'
import { cloneName } from '../processes/clone/index.ts'
import type { World } from '../world/index.ts'
import type { Check } from './types.ts'

/**
 * A VM is held by the job that acts on it, which is under way, and a queued job waits for a
 * holder.
 */
export const jobHoldCheck: Check = {
  name: 'job-hold',
  find({ world }) {
    for (const { id, name, jobId, state } of world.all('vm')) {
      if (!jobId && state === 'cloning') {
        if (!isRead(world, id)) return `${name} is cloning, and no job reads it`
        continue
      }
      if (!jobId && busyVmStates.has(state)) return `${name} is ${state} without a job`
      if (!jobId) continue
      const job = world.find('job', jobId)
      if (job?.status !== 'running') return `${name} is held by ${jobId}, which does not run`
      if (job.targetId !== id) return `${name} is held by ${jobId} of ${job.targetName}`
    }
    for (const id of world.index.openJobs) {
      const { waitingForId, status } = world.get('job', id)
      if (waitingForId && status !== 'waiting') return `${id} is ${status} and waits`
      if (waitingForId && !world.index.openJobs.has(waitingForId)) return `${id} waits for nobody`
    }
    return undefined
  },
}

/** Whether a clone of the VM is being made: its job holds the new one. */
function isRead(world: World, id: string): boolean {
  return [...world.index.openJobs].some(jobId => {
    const { process, parameters } = world.get('job', jobId)
    return process === cloneName && (parameters as CloneParameters).sourceId === id
  })
}
