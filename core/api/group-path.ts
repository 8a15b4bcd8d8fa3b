import type { HostGroupId } from '../../shared/domain/index.ts'
import type { HandlerContext } from './handler.ts'

/** The names of the groups above a host group that the caller may see, the outermost first. */
export function groupPath({ world, access, caller }: HandlerContext, id: HostGroupId): string[] {
  const mine = access.scope(caller, 'hostgroup.read')
  const path: string[] = []
  let above = world.find('hostgroup', world.get('hostgroup', id).parentId)
  while (above) {
    if (mine.hostGroup(above)) path.unshift(above.name)
    above = world.find('hostgroup', above.parentId)
  }
  return path
}
