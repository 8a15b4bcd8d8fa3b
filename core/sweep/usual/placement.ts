import { placementChecks, propertyKinds } from '../../../shared/domain/index.ts'
import type { World } from '../../world/index.ts'
import type { Chance } from '../chance.ts'
import type { Given } from './types.ts'
import { someVms } from './vms.ts'

const checks = placementChecks
const levels = ['off', 'favor', 'should-meet', 'must-meet'] as const
const kinds = ['keep-together', 'keep-apart', 'run-on', 'not-on'] as const

/** Rules, sets, checks and custom properties come, change and go. */
export function placementCommand(world: World, chance: Chance): Given {
  const rule = chance.any([...world.all('placementrule')])
  const group = chance.any([...world.all('hostgroup')])
  switch (chance.integer(0, 8)) {
    case 0:
    case 1:
    case 2:
      return ['placementRule.create', ruleDraft(world, chance)]
    case 3:
      return [
        'placementRule.update',
        { ruleId: rule?.id, changes: { isEnabled: chance.percent(50) } },
      ]
    case 4:
      return ['placementRule.delete', { ruleId: rule?.id }]
    case 5: {
      const sets = chance.percent(80) ? [chance.pick(['web', 'data'])] : []
      return ['placementRule.setAvailabilitySets', { vmIds: someVms(world, chance), sets }]
    }
    case 6: {
      const configuration = chance.percent(70) ? configurationOf(world, chance) : undefined
      return ['placementSettings.setGroup', { hostGroupId: group?.id, configuration }]
    }
    case 7:
      return [
        'customProperty.create',
        { name: chance.pick(['zone', 'tier']), kinds: [...propertyKinds] },
      ]
    default: {
      const values = { zone: chance.pick(['a', 'b', '']) }
      return ['customProperty.setValues', { objectId: group?.id, values }]
    }
  }
}

function ruleDraft(world: World, chance: Chance): object {
  const cluster = chance.any([...world.all('cluster')])
  const group = chance.any([...world.all('hostgroup')])
  const host = chance.any([...world.all('host')])
  return {
    ...{ name: `rule ${chance.integer(1, 20)}`, kind: chance.pick(kinds) },
    ...{ scopeId: (chance.percent(60) ? cluster : group)?.id, vmIds: someVms(world, chance) },
    strength: chance.pick(['must', 'should']),
    hostIds: host ? [host.id] : [],
    vmTags: chance.percent(30) ? ['web'] : [],
  }
}

function configurationOf(world: World, chance: Chance): object {
  const property = chance.any([...world.all('customproperty')])
  const requirement = chance.pick(['must-match', 'should-not-match'])
  return {
    checks: { [chance.pick(checks)]: chance.pick(levels) },
    customRules: property ? [{ property: property.name, requirement }] : [],
  }
}
