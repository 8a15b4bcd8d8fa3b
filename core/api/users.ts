import type { RoleId, UserGroupId, UserId } from '../../shared/domain/index.ts'
import { byId } from '../../shared/domain/index.ts'
import type { UserGroupRowView, UserRowView } from '../../shared/contract/index.ts'
import type { RoleRow, UserGroupRow, UserRow, World } from '../world/index.ts'
import type { HandlerContext } from './handler.ts'

/** The user with this name, whatever its case; undefined where there is none. */
export function userNamed(world: World, name: string): UserRow | undefined {
  const sought = name.trim().toLowerCase()
  for (const user of world.all('user')) {
    if (user.name.toLowerCase() === sought) return user
  }
  return undefined
}

interface Named<Id> {
  readonly id: Id
  readonly name: string
}

/** What the views of users and groups share, read once for a whole list. */
interface Memberships {
  readonly groupsOf: ReadonlyMap<UserId, Named<UserGroupId>[]>
  readonly rolesOf: ReadonlyMap<UserId | UserGroupId, Named<RoleId>[]>
}

/** Only roles that the caller may see are named. */
function membershipsFor({ world, access, caller }: HandlerContext): Memberships {
  const visible = access.scope(caller, 'role.read')
  const groupsOf = new Map<UserId, Named<UserGroupId>[]>()
  const rolesOf = new Map<UserId | UserGroupId, Named<RoleId>[]>()
  for (const { id, name, userIds } of world.all('usergroup')) {
    for (const userId of userIds) add(groupsOf, userId, { id, name })
  }
  for (const role of world.all('role')) {
    if (!visible.role(role)) continue
    const { id, name } = role
    for (const member of [...role.userIds, ...role.userGroupIds]) add(rolesOf, member, { id, name })
  }
  return { groupsOf, rolesOf }
}

/** Users as the caller sees them, in id order: hidden roles and VMs are left out. */
export function userViews(context: HandlerContext): UserRowView[] {
  const { world, access, caller } = context
  const visible = access.scope(caller, 'user.read')
  const { groupsOf, rolesOf } = membershipsFor(context)
  const views: UserRowView[] = []
  for (const user of world.all('user')) {
    if (!visible.covers(user.id)) continue
    const groups = groupsOf.get(user.id) ?? []
    const roles = new Map((rolesOf.get(user.id) ?? []).map(role => [role.id, role]))
    for (const group of groups) {
      for (const role of rolesOf.get(group.id) ?? []) roles.set(role.id, role)
    }
    views.push({
      id: user.id,
      name: user.name,
      displayName: user.displayName,
      enabled: user.enabled,
      groups,
      roles: [...roles.values()].sort(byId),
      ownedVms: ownedVms(context, user.id),
      createdMs: user.createdMs,
    })
  }
  return views
}

/** Owned VMs that the caller may see; what lies in the recycle bin no longer counts. */
function ownedVms({ world, access, caller }: HandlerContext, userId: UserId): number {
  const visible = access.scope(caller, 'vm.read')
  let count = 0
  for (const vmId of world.index.vmsByOwner.of(userId)) {
    const vm = world.get('vm', vmId)
    if (!vm.recycled && visible.vm(vm)) count++
  }
  return count
}

/** User groups as the caller sees them, in id order. */
export function userGroupViews(context: HandlerContext): UserGroupRowView[] {
  const { world, access, caller } = context
  const visible = access.scope(caller, 'user.read')
  const { rolesOf } = membershipsFor(context)
  return [...world.all('usergroup')]
    .filter(group => visible.covers(group.id))
    .map(group => ({
      id: group.id,
      name: group.name,
      description: group.description,
      members: namesOf(world, 'user', group.userIds),
      roles: rolesOf.get(group.id) ?? [],
    }))
}

/** Ids with the names of those that exist, in id order. */
export function namesOf<Table extends 'user' | 'usergroup' | 'hostgroup' | 'share' | 'template'>(
  world: World,
  table: Table,
  ids: readonly `${Table}-${number}`[],
): { id: `${Table}-${number}`; name: string }[] {
  return ids
    .flatMap(id => {
      const row = world.find(table, id) as { name: string } | undefined
      return row ? [{ id, name: row.name }] : []
    })
    .sort(byId)
}

function add<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const known = map.get(key)
  if (known) known.push(value)
  else map.set(key, [value])
}

/** The group without the user, and the role without a user or a group. */
export function withoutUser<Row extends UserGroupRow | RoleRow>(row: Row, userId: UserId): Row {
  return { ...row, userIds: row.userIds.filter(id => id !== userId) }
}
