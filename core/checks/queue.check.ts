import type { Check } from './types.ts'

/** Nothing that is planned lies in the past, and the next event is the first. */
export const queueCheck: Check = {
  name: 'queue',
  find({ world, queue }) {
    const nextMs = queue.peek()?.timeMs
    for (const event of queue.all()) {
      if (event.timeMs < world.nowMs) return `${event.type} is planned for the past`
      if (nextMs !== undefined && event.timeMs < nextMs)
        return `${event.type} is not the next event`
    }
    return undefined
  },
}
