import fc from 'fast-check'
import type { World } from '../../../../core/world/index.ts'
import { roleProfiles, selfServiceActions } from '../../../../shared/rights/index.ts'
import { worldOf } from '../../../kit/access-rows.ts'

type Gen = fc.GeneratorValue

function ids<Kind extends string>(kind: Kind, count: number): `${Kind}-${number}`[] {
  return Array.from({ length: count }, (_, at) => `${kind}-${at + 1}` as const)
}

/**
 * A small random fabric: a tree of groups with hosts, shares, disks and templates in it, users in
 * groups and roles of every profile, VMs with and without owner and role, jobs and audit records,
 * some of them about objects that are gone. Names carry the id, so that a leak can be searched for.
 */
export function randomWorld(g: Gen): World {
  const count = (min: number, max: number) => g(fc.integer, { min, max })
  const groups = ids('hostgroup', count(1, 6))
  const clusters = ids('cluster', count(0, 2))
  const volumes = ids('volume', 2)
  const hosts = ids('host', count(1, 5))
  const shares = ids('share', count(1, 3))
  const disks = ids('disk', count(1, 3))
  const templates = ids('template', count(1, 3))
  const users = ids('user', 5)
  const userGroups = ids('usergroup', 2)
  const roles = ids('role', count(1, 5))
  const vms = ids('vm', count(1, 8))
  const one = <Value>(from: readonly Value[]): Value => g(() => fc.constantFrom(...from))
  const maybe = <Value>(from: readonly Value[]) => (count(0, 3) ? one(from) : undefined)
  const some = <Value>(from: readonly Value[], most: number) =>
    g(() => fc.subarray([...from], { maxLength: Math.min(most, from.length) }))
  const acted = [...vms, ...hosts, ...shares, ...templates, ...users, 'vm-99'] as never[]
  return worldOf({
    fabric: [{ id: 'fabric-1' } as never],
    hostgroup: groups.map((id, at) => ({
      id,
      parentId: at ? groups[count(0, at - 1)] : undefined,
    })),
    cluster: clusters.map(id => ({ id, hostGroupId: one(groups) })),
    volume: volumes.map(id => ({ id })),
    host: hosts.map(id => ({ id, hostGroupId: one(groups), volumeIds: some(volumes, 2) })),
    share: shares.map(id => ({ id, hostGroupId: one(groups) })),
    disk: disks.map(id => ({ id, shareId: one(shares) })),
    template: templates.map(id => ({ id, diskId: one(disks) })),
    user: users.map(id => ({ id, enabled: count(0, 5) > 0 })),
    usergroup: userGroups.map(id => ({ id, userIds: some(users, 3) })),
    trace: [{ id: 'trace-1' }],
    role: roles.map(id => ({
      id,
      profile: one(roleProfiles),
      userIds: some(users, 3),
      userGroupIds: some(userGroups, 1),
      scope: {
        hostGroupIds: some(groups, 2),
        shareIds: some(shares, 1),
        templateIds: some(templates, 1),
      },
      actions: some(selfServiceActions, 5),
      quota: one([undefined, { points: 9, shared: false }, { points: 9, shared: true }]),
      mayControlClock: count(0, 2) === 0,
    })),
    vm: vms.map(id => ({
      id,
      hostId: one(hosts),
      ownerId: maybe(users),
      roleId: maybe(roles),
    })),
    job: ids('job', count(1, 4)).map(id => ({ id, targetId: maybe(acted), userId: maybe(users) })),
    audit: ids('audit', count(1, 4)).map(id => ({
      id,
      userId: maybe(users),
      targetIds: some(acted, 2),
    })),
  })
}

/** Every object of every kind that has an id. */
export function everyObject(world: World) {
  return objectTables.flatMap(table => [...world.all(table)].map(row => ({ table, row })))
}

const objectTables = [
  'hostgroup',
  'cluster',
  'host',
  'volume',
  'vm',
  'share',
  'disk',
  'template',
  'user',
  'usergroup',
  'role',
  'job',
  'audit',
  'trace',
] as const
