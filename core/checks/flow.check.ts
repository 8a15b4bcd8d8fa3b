import type { Check } from './types.ts'

/** Work under way on a volume belongs to a step of a running job, and is never more than it was. */
export const flowCheck: Check = {
  name: 'flow',
  find({ world, flows }) {
    for (const flow of flows.all()) {
      const job = world.find('job', flow.jobId)
      const running = job?.steps.some(step => step.status === 'running')
      if (job?.status !== 'running' || !running) return `the flow of ${flow.jobId} has no step`
      if (!(flow.remaining > 0 && flow.remaining <= flow.total)) {
        return `the flow of ${flow.jobId} has ${flow.remaining} of ${flow.total} left`
      }
      if (!world.index.volumeBySlot[flow.volumeSlot])
        return `the flow of ${flow.jobId} has no volume`
    }
    return undefined
  },
}
