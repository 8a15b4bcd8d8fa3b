import type { Check } from './types.ts'

/** Files on the way belong to a job that moves them, or to a VM that waits for its repair. */
export const transferCheck: Check = {
  name: 'transfer',
  find({ world }) {
    for (const { name, state, transfer, jobId } of world.all('vm')) {
      const isFailed = state === 'migration-failed'
      if (isFailed && !transfer) return `the move of ${name} failed, and nothing says what it was`
      if (state === 'transferring' && !jobId) return `${name} is on its way, and no job moves it`
      const moves = world.find('job', jobId)?.process === 'transfer'
      if (transfer && !isFailed && !moves) return `${name} is ${state} and has files on the way`
    }
    return undefined
  },
}
