import type { Simulation } from '../engine/simulation.ts'
import type { CollectorRow, World } from '../world/index.ts'
import type { Check } from './types.ts'

/**
 * A set that runs has an owner by whose sight it reads, an open log, and its end in the queue where
 * it has one; a set with a next start has that there, and nothing else has either.
 */
export const collectorCheck: Check = {
  name: 'collector',
  find(simulation) {
    const { world } = simulation
    const events = plannedOf(simulation)
    if (typeof events === 'string') return events
    const { ends, dues } = events
    for (const set of world.all('collector')) {
      const { id, name, run, nextMs } = set
      if (dues.get(id) !== nextMs) return `${name} would never start again`
      if (ends.get(id) !== run?.end?.atMs) return `${name} would never end`
      const broken = run && brokenRun(world, set, run.logId)
      if (broken) return broken
      dues.delete(id)
      ends.delete(id)
    }
    for (const id of [...dues.keys(), ...ends.keys()]) return `${id} is gone and still planned`
    for (const { id, collectorId } of world.all('log')) {
      if (collectorId && !world.find('collector', collectorId)) return `${id} has lost its set`
    }
    return undefined
  },
}

function brokenRun(world: World, { id, name, ownerId }: CollectorRow, logId: string) {
  const log = world.find('log', logId)
  if (!world.find('user', ownerId)) return `${name} runs and its owner is gone`
  if (log?.collectorId !== id || log.endedMs !== undefined) return `${name} runs without a log`
  return undefined
}

/** When sets end and start by the queue, or which of them would twice. */
function plannedOf({ queue }: Simulation) {
  const ends = new Map<string, number>()
  const dues = new Map<string, number>()
  for (const { type, data, timeMs } of queue.all()) {
    if (type !== 'collector.end' && type !== 'collector.due') continue
    const { collectorId } = data as { collectorId: string }
    const planned = type === 'collector.end' ? ends : dues
    if (planned.has(collectorId)) return `${collectorId} is planned twice`
    planned.set(collectorId, timeMs)
  }
  return { ends, dues }
}
