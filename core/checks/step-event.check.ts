import { stepEndsEvent } from '../jobs/types.ts'
import type { Check } from './types.ts'

/** A planned end of a step belongs to a job that runs, and a job waits for one thing at a time. */
export const stepEventCheck: Check = {
  name: 'step-event',
  find({ world, queue, flows }) {
    const waiting = new Set<string>()
    for (const { type, data } of queue.all()) {
      if (type !== stepEndsEvent) continue
      const { jobId } = data as { jobId: string }
      if (world.find('job', jobId)?.status !== 'running')
        return `${jobId} is over and has a step to end`
      if (waiting.has(jobId)) return `${jobId} has two steps to end`
      if (flows.of(jobId)) return `${jobId} waits for its time and for its flow`
      waiting.add(jobId)
    }
    return undefined
  },
}
