import type { UserId } from '../../shared/domain/index.ts'
import type { VolumeRow, World } from '../world/index.ts'

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
