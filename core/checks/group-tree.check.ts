import type { Check } from './types.ts'

/** Host groups are one tree: a single root, parents that are there, and no circles. */
export const groupTreeCheck: Check = {
  name: 'group-tree',
  find({ world }) {
    let roots = 0
    const rooted = new Set<string>()
    for (const group of world.all('hostgroup')) {
      if (!group.parentId) roots++
      const path = new Set<string>()
      for (let at = group; !rooted.has(at.id);) {
        if (path.has(at.id)) return `${group.name} lies below itself`
        path.add(at.id)
        if (!at.parentId) break
        const above = world.find('hostgroup', at.parentId)
        if (!above) return `${at.name} has lost its parent`
        at = above
      }
      for (const id of path) rooted.add(id)
    }
    return roots === 1 || world.count('hostgroup') === 0 ? undefined : `there are ${roots} roots`
  },
}
