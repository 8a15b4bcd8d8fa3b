import type { Check } from './types.ts'

/** The look-ups of jobs say what their rows say: which are open, and whose children they are. */
export const jobIndexCheck: Check = {
  name: 'job-index',
  find({ world }) {
    const { index } = world
    let [open, roots, children, targeted] = [0, 0, 0, 0]
    for (const job of world.all('job')) {
      const isOpen = job.status === 'waiting' || job.status === 'running'
      const isRoot = !isOpen && job.parentId === undefined
      if (isOpen) open++
      if (isRoot) roots++
      if (job.parentId) children++
      if (job.targetId) targeted++
      // Finished jobs are many: of those only the numbers are compared.
      if (!isOpen) continue
      const isFound =
        index.openJobs.has(job.id) &&
        (!job.parentId || index.jobsByParent.of(job.parentId).has(job.id)) &&
        (!job.targetId || index.jobsByTarget.of(job.targetId).has(job.id))
      if (!isFound) return `${job.id} (${job.status}) is not found where it belongs`
    }
    const isWhole =
      index.openJobs.size === open &&
      index.finishedRoots.size === roots &&
      index.jobsByParent.members === children &&
      index.jobsByTarget.members === targeted
    return isWhole ? undefined : 'a look-up finds a job that is gone'
  },
}
