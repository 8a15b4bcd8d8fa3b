import type { UserId } from '../../shared/domain/index.ts'
import type { Refusal } from '../../shared/refusals/index.ts'
import { refuse } from '../../shared/refusals/index.ts'
import type { VmRow, VolumeRow, World } from '../world/index.ts'

/** Who may put VMs on a volume, and by which groups; undefined where everybody may. */
export function usersOf(
  world: World,
  { accessGroupIds = [] }: Pick<VolumeRow, 'accessGroupIds'>,
): { userIds: ReadonlySet<UserId>; groups: readonly string[] } | undefined {
  if (accessGroupIds.length === 0) return undefined
  const groups = accessGroupIds.flatMap(id => world.find('usergroup', id) ?? [])
  return {
    userIds: new Set(groups.flatMap(group => group.userIds)),
    groups: groups.map(group => group.name),
  }
}

/**
 * Why files of a VM may not come onto a volume: it is for groups, and whose VM it is (its owner, or
 * who made it) is in none of them. A VM of nobody may go anywhere.
 */
export function volumeUserRefusal(
  world: World,
  { name, ownerId, creatorId }: Pick<VmRow, 'name' | 'ownerId' | 'creatorId'>,
  volume: VolumeRow,
): Refusal | undefined {
  const userId = ownerId ?? creatorId
  const users = usersOf(world, volume)
  if (userId === undefined || !users || users.userIds.has(userId)) return undefined
  const groups = users.groups.join(', ')
  const user = world.find('user', userId)?.name ?? userId
  return refuse('storage.not-a-member', { name, user, volume: volume.name, groups })
}
