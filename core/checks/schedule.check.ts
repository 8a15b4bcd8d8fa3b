import type { Check } from './types.ts'

/** Each schedule has its next snapshot in the queue, at its time, and nothing else has one. */
export const scheduleCheck: Check = {
  name: 'schedule',
  find({ world, queue }) {
    const due = new Map<string, number>()
    for (const { type, data, timeMs } of queue.all()) {
      if (type !== 'snapshot.due') continue
      const { scheduleId } = data as { scheduleId: string }
      if (due.has(scheduleId)) return `${scheduleId} is planned twice`
      if (!world.find('schedule', scheduleId)) return `${scheduleId} is gone and still planned`
      due.set(scheduleId, timeMs)
    }
    for (const { id, name, nextMs, volumeId } of world.all('schedule')) {
      if (due.get(id) !== nextMs) return `${name} would never take its next snapshot`
      if (!world.find('volume', volumeId)) return `${name} has lost its volume`
    }
    return undefined
  },
}
