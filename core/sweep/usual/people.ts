import { workloadProfiles } from '../../../shared/domain/index.ts'
import { selfServiceActions } from '../../../shared/rights/index.ts'
import type { World } from '../../world/index.ts'
import type { Chance } from '../chance.ts'
import type { Given } from './types.ts'
import { someVms } from './vms.ts'

const profiles = [
  'delegated-administrator',
  'read-only-administrator',
  'self-service-user',
] as const

/** Users, groups and roles come, change and go; VMs change hands; loads are brought in. */
export function peopleCommand(world: World, chance: Chance): Given {
  const number = chance.integer(1, 99)
  const user = chance.any([...world.all('user')])
  const userIds = user ? [user.id] : []
  const role = chance.any([...world.all('role')])
  const group = chance.any([...world.all('usergroup')])
  const vmIds = someVms(world, chance)
  switch (chance.integer(0, 8)) {
    case 0:
      return ['user.create', { name: `user-${number}`, password: 'long enough for me' }]
    case 1:
      return ['userGroup.save', { name: `group-${number}`, userIds }]
    case 2:
      return ['userGroup.delete', { userGroupId: group?.id }]
    case 3:
      return ['role.create', newRole(world, chance, `role-${number}`, userIds)]
    case 4:
      return ['role.delete', { roleId: role?.id }]
    case 5:
      return ['vm.setOwner', { vmIds, ownerId: user?.id, roleId: role?.id }]
    case 6: {
      const files = [{ path: `load-${number}`, contentBase64: 'bG9hZHMgb2YgYSBkYXk=' }]
      return ['trace.import', { source: `source-${chance.integer(1, 3)}`, files }]
    }
    case 7: {
      const traces = [...world.all('trace')]
      const workload = chance.any(traces)?.id ?? chance.pick(workloadProfiles)
      return ['vm.assignTrace', { vmIds, workload }]
    }
    default:
      return ['trace.delete', { source: `source-${chance.integer(1, 3)}` }]
  }
}

function newRole(world: World, chance: Chance, name: string, userIds: readonly string[]): object {
  const profile = chance.pick(profiles)
  const hostGroupIds = [chance.any([...world.all('hostgroup')])?.id]
  if (profile !== 'self-service-user') return { name, profile, userIds, scope: { hostGroupIds } }
  const templateIds = [...world.all('template')].slice(0, 2).map(template => template.id)
  const actions = selfServiceActions.filter(() => chance.percent(50))
  const quota = { points: chance.integer(1, 9), shared: chance.percent(50) }
  return { name, profile, userIds, scope: { hostGroupIds, templateIds }, actions, quota }
}
