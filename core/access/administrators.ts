import type { Refusal } from '../../shared/refusals/index.ts'
import { refuse } from '../../shared/refusals/index.ts'
import type { Change, RoleRow, TableName, Tables, UserRow, World } from '../world/index.ts'

/** The one role with the profile Administrator; absent only before the first run. */
export function administratorRole(world: World): RoleRow | undefined {
  for (const role of world.all('role')) {
    if (role.profile === 'administrator') return role
  }
  return undefined
}

/**
 * Refuses changes after which no enabled user would be an administrator, whichever way they take
 * the last one: user, membership, group or role.
 */
export function checkAdministratorLeft(
  world: World,
  changes: readonly Change[],
): Refusal | undefined {
  const before = administrators(world, [])
  if (before.length === 0 || administrators(world, changes).length > 0) return undefined
  const names = before.map(user => user.displayName || user.name)
  return refuse('role.last-administrator', { user: names.join(', ') })
}

/** Enabled administrators as they would be after the changes. */
function administrators(world: World, changes: readonly Change[]): UserRow[] {
  const role = administratorRole(world)
  const after = role && rowAfter(world, changes, 'role', role.id)
  if (!after) return []
  const userIds = new Set(after.userIds)
  for (const groupId of after.userGroupIds) {
    for (const id of rowAfter(world, changes, 'usergroup', groupId)?.userIds ?? []) userIds.add(id)
  }
  return [...userIds].flatMap(id => {
    const user = rowAfter(world, changes, 'user', id)
    return user?.enabled ? [user] : []
  })
}

function rowAfter<Table extends TableName>(
  world: World,
  changes: readonly Change[],
  table: Table,
  id: string,
): Tables[Table] | undefined {
  let row = world.find(table, id)
  for (const change of changes) {
    if (change.table !== table) continue
    if ('gone' in change) row = change.gone === id ? undefined : row
    else if (change.row.id === id) row = change.row as Tables[Table]
  }
  return row
}
