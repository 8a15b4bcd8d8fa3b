import type { HostGroupId, RoleId, UserId } from '../../shared/domain/index.ts'
import type { Lab, LabClient } from './lab.ts'

const password = 'correct horse battery'

/**
 * Makes users with roles of every profile over parts of the fabric, with VMs of their own; all sign
 * in.
 */
export async function manyRoles(lab: Lab, admin: LabClient): Promise<Record<string, LabClient>> {
  const { world } = lab.core.simulation
  const users: Record<string, UserId> = {}
  for (const name of ['delegated', 'reader', 'portal', 'sharing', 'nobody']) {
    const { id } = await admin.user.create({ name, password })
    users[name] = id as UserId
  }
  const groups = [...world.all('hostgroup')].filter(group => group.parentId !== undefined)
  const [first, second] = [groups[0]!.id, groups[1]?.id ?? groups[0]!.id] as [
    HostGroupId,
    HostGroupId,
  ]
  const templates = [...world.all('template')].map(template => template.id)
  const share = [...world.all('share')][0]!.id
  await admin.role.create({
    name: 'Operators',
    profile: 'delegated-administrator',
    userIds: [users.delegated!],
    scope: { hostGroupIds: [first], shareIds: [share] },
  })
  const { id: people } = await admin.userGroup.save({ name: 'Auditors', userIds: [users.reader!] })
  await admin.role.create({
    name: 'Readers',
    profile: 'read-only-administrator',
    userGroupIds: [people as never],
    scope: { hostGroupIds: [second] },
  })
  const own = await selfService(
    admin,
    'Own VMs',
    users.portal!,
    first,
    templates.slice(0, 2),
    false,
  )
  const shared = await selfService(
    admin,
    'Shared VMs',
    users.sharing!,
    first,
    templates.slice(0, 1),
    true,
  )
  const hosts = new Set(
    [...world.all('host')].filter(one => one.hostGroupId === first).map(one => one.id),
  )
  const vms = [...world.all('vm')].filter(vm => hosts.has(vm.hostId)).map(vm => vm.id)
  await admin.vm.setOwner({ vmIds: vms.slice(0, 2), ownerId: users.portal, roleId: own })
  await admin.vm.setOwner({ vmIds: vms.slice(2, 4), ownerId: users.nobody, roleId: shared })
  await admin.vm.shutDown({ vmIds: vms.slice(0, 3) })
  await admin.vm.shutDown({ vmIds: [[...world.all('vm')].at(-1)!.id] })
  lab.settle()
  const signedIn = ['admin', ...Object.keys(users)].map(
    async (name): Promise<[string, LabClient]> => [name, await lab.signIn(name, password)],
  )
  const clients = Object.fromEntries(await Promise.all(signedIn))
  await (clients.delegated as LabClient).vm.update({ vmIds: [vms[4]!], changes: { notes: 'seen' } })
  return clients
}

async function selfService(
  admin: LabClient,
  name: string,
  userId: UserId,
  group: HostGroupId,
  templateIds: never[] | `template-${number}`[],
  shared: boolean,
): Promise<RoleId> {
  const { id } = await admin.role.create({
    name,
    profile: 'self-service-user',
    userIds: [userId],
    scope: { hostGroupIds: [group], templateIds },
    actions: ['deployFromTemplateOnly', 'start', 'shutDown'],
    quota: { points: 100, shared },
  })
  return id as RoleId
}
