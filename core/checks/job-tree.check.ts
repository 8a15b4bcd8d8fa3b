import type { Check } from './types.ts'

/** A bulk job has the children that it counts, and a child has its parent. */
export const jobTreeCheck: Check = {
  name: 'job-tree',
  find({ world }) {
    for (const job of world.all('job')) {
      if (job.parentId && !world.find('job', job.parentId)) return `${job.id} has lost its parent`
      if (job.children === 0) continue
      const children = [...world.index.jobsByParent.of(job.id)].map(id => world.get('job', id))
      const done = children.filter(one => one.status === 'completed').length
      const failed = children.filter(one => one.endedMs !== undefined).length - done
      const { childrenDone, childrenFailed } = job
      if (children.length !== job.children) return `${job.id} has lost a child`
      if (done !== childrenDone || failed !== childrenFailed) {
        return `${job.id} counts ${childrenDone} children done and ${childrenFailed} not, and has ${done} and ${failed}`
      }
    }
    return undefined
  },
}
