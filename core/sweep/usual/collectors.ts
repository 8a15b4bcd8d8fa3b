import { msPerMinute } from '../../../shared/domain/index.ts'
import { collectorTemplates } from '../../collectors/index.ts'
import type { World } from '../../world/index.ts'
import type { Chance } from '../chance.ts'
import type { Given } from './types.ts'

/** Data collector sets are made, changed, started, stopped and deleted, and their logs too. */
export function collectorCommand(world: World, chance: Chance): Given {
  const collectorId = chance.any([...world.all('collector')])?.id
  switch (chance.integer(0, 9)) {
    case 0:
    case 1:
    case 2:
      return ['collector.create', draft(world, chance)]
    case 3:
      return ['collector.edit', { collectorId, ...draft(world, chance) }]
    case 4:
    case 5:
    case 6:
      return ['collector.start', { collectorId }]
    case 7:
      return ['collector.stop', { collectorId }]
    case 8:
      return ['log.delete', { logId: chance.any([...world.all('log')])?.id }]
    default:
      return ['collector.delete', { collectorId }]
  }
}

function draft(world: World, chance: Chance): object {
  const { paths } = chance.any(collectorTemplates)!
  const firstMs = world.nowMs + chance.integer(-1, 10) * msPerMinute
  return {
    ...{ name: `Set ${chance.integer(1, 30)}`, paths, intervalS: chance.integer(1, 60) },
    ...(chance.percent(50) ? { durationS: chance.integer(1, 900) } : {}),
    ...(chance.percent(40) ? { maxBytes: chance.integer(4096, 100_000) } : {}),
    ...(chance.percent(40) ? { schedule: { firstMs, everyS: chance.integer(60, 600) } } : {}),
    isCircular: chance.percent(30),
    ...{ format: chance.any(['bin', 'csv', 'tsv']), logsKept: chance.integer(1, 3) },
  }
}
