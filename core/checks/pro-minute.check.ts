import { isAnyWatched } from '../pro/index.ts'
import { minuteEvent } from '../pro/minute.ts'
import type { Check } from './types.ts'

/** While PRO watches anything, its next minute is planned, once. */
export const proMinuteCheck: Check = {
  name: 'pro-minute',
  find({ world, queue }) {
    const planned = queue.all().filter(event => event.type === minuteEvent).length
    if (planned > 1) return `the minute of PRO is planned ${planned} times`
    return isAnyWatched(world) && planned === 0
      ? 'PRO watches, and its minute is not planned'
      : undefined
  },
}
