import type {
  HostGroupId,
  RoleId,
  TemplateId,
  UserId,
  VmId,
} from '../../../../shared/domain/index.ts'
import type { LabClient } from '../../../kit/lab.ts'
import { Lab } from '../../../kit/lab.ts'

export const password = 'correct horse battery'
export const sacramento: HostGroupId = 'hostgroup-2'
export const longBeach: HostGroupId = 'hostgroup-3'

/**
 * The state agency with people: Kim administers Sacramento with a template, Rae reads Long Beach,
 * Sue is a
 * self-service user in Sacramento and owns one VM there. Ada is a second administrator.
 */
export async function agency() {
  const { lab, admin } = await Lab.with('state-agency')
  const { world } = lab.core.simulation
  const user = async (name: string): Promise<UserId> => {
    return (await admin.user.create({ name, displayName: '', password })).id as UserId
  }
  const ids = { kim: await user('kim'), rae: await user('rae'), sue: await user('sue') }
  const role = async (input: Parameters<LabClient['role']['create']>[0]): Promise<RoleId> =>
    (await admin.role.create(input)).id as RoleId
  const operators = await role({
    name: 'Sacramento operators',
    profile: 'delegated-administrator',
    userIds: [ids.kim],
    scope: { hostGroupIds: [sacramento], templateIds: ['template-1'] },
  })
  const readers = await role({
    name: 'Beach readers',
    profile: 'read-only-administrator',
    userIds: [ids.rae],
    scope: { hostGroupIds: [longBeach] },
  })
  const template: TemplateId = 'template-1'
  const desktops = await role({
    name: 'Desktops',
    profile: 'self-service-user',
    userIds: [ids.sue],
    scope: { hostGroupIds: [sacramento], templateIds: [template] },
    actions: ['deployFromTemplateOnly', 'start'],
    quota: { points: 10, shared: false },
  })
  const vmOn = (group: HostGroupId): VmId => {
    const vm = [...world.all('vm')].find(
      one => world.get('host', one.hostId).hostGroupId === group && !one.ownerId,
    )
    if (!vm) throw new Error(`a VM without an owner runs in ${group}`)
    return vm.id
  }
  const sueVm = vmOn(sacramento)
  await admin.vm.setOwner({ vmIds: [sueVm], ownerId: ids.sue, roleId: desktops })
  return {
    lab,
    world,
    admin,
    ids: { ...ids, operators, readers, desktops, template, sueVm },
    vmOn,
    as: (name: string) => lab.signIn(name, password),
  }
}
