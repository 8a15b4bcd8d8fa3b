import type { AnyId } from '../../shared/domain/index.ts'
import type { RoleRow, World } from '../world/index.ts'
import type { Scope } from './types.ts'

/** Of the scope entries that still exist: how many there are, and which lie outside `inside`. */
export function entriesOutside(
  world: World,
  scope: RoleRow['scope'],
  inside: Pick<Scope, 'hostGroup' | 'share' | 'template'>,
): { entries: number; ids: AnyId[] } {
  const groups = scope.hostGroupIds.flatMap(id => world.find('hostgroup', id) ?? [])
  const shares = scope.shareIds.flatMap(id => world.find('share', id) ?? [])
  const templates = scope.templateIds.flatMap(id => world.find('template', id) ?? [])
  return {
    entries: groups.length + shares.length + templates.length,
    ids: [
      ...groups.filter(row => !inside.hostGroup(row)),
      ...shares.filter(row => !inside.share(row)),
      ...templates.filter(row => !inside.template(row)),
    ].map(row => row.id),
  }
}
