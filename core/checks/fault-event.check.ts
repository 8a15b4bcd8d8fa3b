import type { Check } from './types.ts'

/**
 * A planned fault has its beginning in the queue, a timed one its end; one that is over neither.
 */
export const faultEventCheck: Check = {
  name: 'fault-event',
  find({ world, queue }) {
    const begins = new Set<string>()
    const ends = new Set<string>()
    for (const { type, data } of queue.all()) {
      const { faultId } = data as { faultId?: string }
      if (faultId === undefined) continue
      if (world.find('fault', faultId)?.status === 'ended')
        return `${faultId} is over and has ${type}`
      if (type === 'fault.begins') begins.add(faultId)
      if (type === 'fault.ends') ends.add(faultId)
    }
    for (const { id, status, endMs } of world.all('fault')) {
      if (status === 'ended') continue
      if (begins.has(id) !== (status === 'planned'))
        return `${id} is ${status}, and nothing begins it`
      if (ends.has(id) !== (endMs !== undefined)) return `${id} would never end`
    }
    return undefined
  },
}
