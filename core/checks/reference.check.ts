import type { Check } from './types.ts'

/** What a VM names is there: its owner, its role and its trace. */
export const referenceCheck: Check = {
  name: 'reference',
  find({ world }) {
    for (const { name, ownerId, roleId, traceId } of world.all('vm')) {
      if (ownerId && !world.find('user', ownerId)) return `the owner of ${name} is gone`
      if (roleId && !world.find('role', roleId)) return `the role of ${name} is gone`
      if (traceId && !world.find('trace', traceId)) return `the trace of ${name} is gone`
    }
    return undefined
  },
}
