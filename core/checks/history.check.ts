import { historyMax } from '../jobs/record.ts'
import { endedMax } from '../faults/faults.ts'
import type { Check } from './types.ts'

/** What is over is forgotten in time: the history of jobs and of faults does not grow for ever. */
export const historyCheck: Check = {
  name: 'history',
  find({ world }) {
    const jobs = world.index.finishedRoots.size
    if (jobs > historyMax + world.index.openJobs.size) return `${jobs} finished jobs are kept`
    let ended = 0
    for (const { status } of world.all('fault')) if (status === 'ended') ended++
    return ended > endedMax ? `${ended} faults that are over are kept` : undefined
  },
}
