import type { Check } from './types.ts'

/**
 * A job that is over has an end, not before its beginning and not in the future; an open one none.
 */
export const jobTimesCheck: Check = {
  name: 'job-times',
  find({ world }) {
    for (const { id, status, startedMs, endedMs, failure } of world.all('job')) {
      const isOpen = status === 'waiting' || status === 'running'
      if (isOpen !== (endedMs === undefined)) return `${id} is ${status} and ended at ${endedMs}`
      if (startedMs > world.nowMs || (endedMs ?? 0) > world.nowMs) return `${id} is in the future`
      if (endedMs !== undefined && endedMs < startedMs) return `${id} ended before it began`
      if (failure && status !== 'failed') return `${id} is ${status} and has a failure`
    }
    return undefined
  },
}
