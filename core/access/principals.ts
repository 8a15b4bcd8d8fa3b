import type { UserId } from '../../shared/domain/index.ts'
import type { RoleRow, World } from '../world/index.ts'
import type { Principal } from './types.ts'

/**
 * Users as principals, with the roles that they hold directly or through groups. Kept until a user,
 * a group or a role changes, so that a principal is one object for as long as it means the same.
 */
export class Principals {
  private stamp = -1
  private readonly known = new Map<UserId, Principal | undefined>()
  private rolesByUser = new Map<UserId, RoleRow[]>()

  constructor(private readonly world: World) {}

  /** The user as a principal; undefined for an unknown or disabled one. */
  of(userId: UserId): Principal | undefined {
    this.refresh()
    if (!this.known.has(userId)) this.known.set(userId, this.read(userId))
    return this.known.get(userId)
  }

  private refresh(): void {
    const stamp = this.world.changedSince('role', 'usergroup', 'user')
    if (stamp === this.stamp) return
    this.stamp = stamp
    this.known.clear()
    this.rolesByUser = new Map()
    for (const role of this.world.all('role')) {
      for (const userId of membersOf(this.world, role)) {
        const roles = this.rolesByUser.get(userId)
        if (roles) roles.push(role)
        else this.rolesByUser.set(userId, [role])
      }
    }
  }

  private read(userId: UserId): Principal | undefined {
    const user = this.world.find('user', userId)
    if (!user?.enabled) return undefined
    return {
      userId,
      name: user.name,
      displayName: user.displayName || user.name,
      roles: this.rolesByUser.get(userId) ?? [],
    }
  }
}

/** The members of a role: named users, and those of its groups. Unknown ids are left out. */
export function membersOf(
  world: World,
  role: Pick<RoleRow, 'userIds' | 'userGroupIds'>,
): Set<UserId> {
  const members = new Set<UserId>()
  for (const userId of role.userIds) members.add(userId)
  for (const groupId of role.userGroupIds) {
    for (const userId of world.find('usergroup', groupId)?.userIds ?? []) members.add(userId)
  }
  for (const userId of members) {
    if (!world.find('user', userId)) members.delete(userId)
  }
  return members
}
