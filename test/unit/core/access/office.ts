import type { AccessEvaluator, Principal } from '../../../../core/access/index.ts'
import { createAccess } from '../../../../core/access/index.ts'
import type { World } from '../../../../core/world/index.ts'
import type { UserId } from '../../../../shared/domain/index.ts'
import { worldOf } from '../../../kit/access-rows.ts'

/**
 * A fabric of two offices: Sacramento with Long Beach below it, and Fresno. Kim administers
 * Sacramento through the group Ops, Rae reads Fresno, Sue and Sam are self-service users of
 * Accounting, Lou and Liz share the VMs of Testing, Ada administers everything, Nia has no role.
 */
export function office(): Office {
  const world = worldOf({
    fabric: [{ id: 'fabric-1', name: 'office' } as never],
    hostgroup: [
      { id: 'hostgroup-1', name: 'All Hosts' },
      { id: 'hostgroup-2', name: 'Sacramento', parentId: 'hostgroup-1' },
      { id: 'hostgroup-3', name: 'Long Beach', parentId: 'hostgroup-2' },
      { id: 'hostgroup-4', name: 'Fresno', parentId: 'hostgroup-1' },
    ],
    cluster: [{ id: 'cluster-1', name: 'fre-cl', hostGroupId: 'hostgroup-4' }],
    volume: [
      { id: 'volume-1', name: 'sac-c' },
      { id: 'volume-2', name: 'fre-csv' },
    ],
    host: [
      { id: 'host-1', name: 'hv-01', hostGroupId: 'hostgroup-2', volumeIds: ['volume-1'] },
      { id: 'host-2', name: 'hv-02', hostGroupId: 'hostgroup-3' },
      {
        id: 'host-3',
        name: 'hv-03',
        hostGroupId: 'hostgroup-4',
        clusterId: 'cluster-1',
        volumeIds: ['volume-2'],
      },
    ],
    share: [
      { id: 'share-1', name: 'sac-lib', hostGroupId: 'hostgroup-2' },
      { id: 'share-2', name: 'fre-lib', hostGroupId: 'hostgroup-4' },
      { id: 'share-3', name: 'all-lib', hostGroupId: 'hostgroup-1' },
    ],
    disk: [
      { id: 'disk-1', name: 'base.vhd', shareId: 'share-1' },
      { id: 'disk-2', name: 'xp.vhd', shareId: 'share-2' },
      { id: 'disk-3', name: 'web.vhd', shareId: 'share-3' },
    ],
    template: [
      { id: 'template-1', name: 'base', diskId: 'disk-1', quotaPoints: 5 },
      { id: 'template-2', name: 'xp', diskId: 'disk-2', quotaPoints: 5 },
      { id: 'template-3', name: 'web', diskId: 'disk-3', quotaPoints: 10 },
    ],
    user: [
      { id: 'user-1', name: 'ada', displayName: 'Ada Lang' },
      { id: 'user-2', name: 'kim', displayName: 'Kim Alvarez' },
      { id: 'user-3', name: 'rae', displayName: 'Rae Wood' },
      { id: 'user-4', name: 'sue', displayName: 'Sue Park' },
      { id: 'user-5', name: 'sam', displayName: 'Sam Hill' },
      { id: 'user-6', name: 'lou', displayName: 'Lou Bell' },
      { id: 'user-7', name: 'liz', displayName: 'Liz Cole' },
      { id: 'user-8', name: 'nia', displayName: 'Nia Ford' },
    ],
    usergroup: [{ id: 'usergroup-1', name: 'Ops', userIds: ['user-2'] }],
    role: [
      { id: 'role-1', name: 'Administrators', profile: 'administrator', userIds: ['user-1'] },
      {
        id: 'role-2',
        name: 'Sacramento operators',
        profile: 'delegated-administrator',
        userGroupIds: ['usergroup-1'],
        scope: { hostGroupIds: ['hostgroup-2'], shareIds: [], templateIds: ['template-3'] },
      },
      {
        id: 'role-3',
        name: 'Fresno auditors',
        profile: 'read-only-administrator',
        userIds: ['user-3'],
        scope: { hostGroupIds: ['hostgroup-4'], shareIds: ['share-3'], templateIds: [] },
      },
      {
        id: 'role-4',
        name: 'Accounting',
        profile: 'self-service-user',
        userIds: ['user-4', 'user-5'],
        scope: { hostGroupIds: ['hostgroup-2'], shareIds: [], templateIds: ['template-1'] },
        actions: ['deploy', 'start', 'stop'],
        quota: { points: 20, shared: false },
      },
      {
        id: 'role-5',
        name: 'Testing',
        profile: 'self-service-user',
        userIds: ['user-6', 'user-7'],
        scope: { hostGroupIds: ['hostgroup-4'], shareIds: [], templateIds: ['template-2'] },
        actions: ['start', 'remove'],
        quota: { points: 20, shared: true },
      },
    ],
    vm: [
      { id: 'vm-1', name: 'web-01', hostId: 'host-1' },
      { id: 'vm-2', name: 'lb-01', hostId: 'host-2', state: 'stopped' },
      { id: 'vm-3', name: 'fre-01', hostId: 'host-3' },
      accounting({ id: 'vm-4', name: 'acc-sue', hostId: 'host-1', ownerId: 'user-4' }),
      accounting({ id: 'vm-5', name: 'acc-sam', hostId: 'host-2', ownerId: 'user-5' }),
      accounting({ id: 'vm-6', name: 'acc-far', hostId: 'host-3', ownerId: 'user-4' }),
      { id: 'vm-7', name: 'tst-lou', hostId: 'host-3', ownerId: 'user-6', roleId: 'role-5' },
      { id: 'vm-8', name: 'own-only', hostId: 'host-1', ownerId: 'user-4' },
    ],
  })
  const access = createAccess(world)
  return { world, access, as: name => principalNamed(world, access, name) }
}

export interface Office {
  readonly world: World
  readonly access: AccessEvaluator
  /** The user with this name as a principal. */
  as(name: string): Principal
}

function accounting(vm: object) {
  return { ...vm, roleId: 'role-4', quotaPoints: 5 } as never
}

function principalNamed(world: World, access: AccessEvaluator, name: string): Principal {
  const user = [...world.all('user')].find(one => one.name === name)
  const principal = access.principalOf(user?.id as UserId)
  if (!principal) throw new Error(`${name} is a user who can sign in`)
  return principal
}
