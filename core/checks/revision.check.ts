import { tableNames } from '../world/index.ts'
import type { Check } from './types.ts'

/** The world's revision is that of its latest change, and time is a whole millisecond. */
export const revisionCheck: Check = {
  name: 'revision',
  find({ world }) {
    const last = world.changedSince(...tableNames)
    if (last !== world.revision)
      return `the last change was ${last}, the world is at ${world.revision}`
    return Number.isSafeInteger(world.nowMs) ? undefined : `it is ${world.nowMs} ms`
  },
}
