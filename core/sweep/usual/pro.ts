import { ownPackId } from '../../../shared/domain/index.ts'
import { rulesOf } from '../../pro/index.ts'
import type { World } from '../../world/index.ts'
import type { Chance } from '../chance.ts'
import type { Given } from './types.ts'

/** PRO is set, its rules and packs are switched and written, and tips are dealt with. */
export function proCommand(world: World, chance: Chance): Given {
  const tipIds = [chance.any([...world.all('tip')])?.id]
  const ruleId = chance.any([...rulesOf(world)])?.key
  switch (chance.integer(0, 9)) {
    case 0:
    case 1:
    case 2:
      return ['pro.setSettings', levels(world, chance)]
    case 3:
    case 4:
    case 5:
      return ['pro.implement', { tipIds }]
    case 6:
      return ['pro.dismiss', { tipIds }]
    case 7:
      return waiver(world, chance)
    case 8:
      return chance.percent(60)
        ? ['pro.setRule', { ruleId, isEnabled: chance.percent(60) }]
        : ['pro.deleteRule', { ruleId: `${ownPackId}/busy` }]
    default:
      return ['pro.createRule', { rule: busyRule(chance) }]
  }
}

function levels(world: World, chance: Chance): object {
  const places: Iterable<{ readonly id: string }> = chance.percent(60)
    ? world.all('hostgroup')
    : world.all('cluster')
  const id = chance.any(Array.from(places, one => one.id))
  if (chance.percent(20)) return { id }
  const monitoring = chance.any(['off', 'critical', 'all', 'all', 'all'])
  return { id, levels: { monitoring, automation: chance.any(['none', 'critical', 'all']) } }
}

function waiver(world: World, chance: Chance): Given {
  if (chance.percent(40)) {
    return ['pro.unwaive', { waiverId: chance.any([...world.all('waiver')])?.id }]
  }
  const tip = chance.any([...world.all('tip')])
  const { rule: ruleId, sourceId } = tip ?? {}
  const untilMs = chance.percent(50) ? world.nowMs + chance.integer(60_000, 600_000) : undefined
  return ['pro.waive', { ruleId, sourceId, reason: 'The sweep says so.', untilMs }]
}

/** A rule that fires soon, so that remedies run while all else happens. */
function busyRule(chance: Chance): object {
  return {
    ...{ id: 'busy', title: 'Busy', description: 'It works.', cause: 'It runs.', target: 'vm' },
    ...{ remedialAction: 'Limit it.', warning: 'iops > 1.0', source: 'The sweep.' },
    samples: { need: 1, of: chance.integer(1, 3) },
    cooldownMin: chance.integer(0, 5),
    remedy: [{ operation: 'storage.setVmLimit', input: { vmIds: ['$id'], iopsLimit: 500 } }],
  }
}
