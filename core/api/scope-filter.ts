import type { ClusterId, HostGroupId } from '../../shared/domain/index.ts'
import { kindOfId } from '../../shared/domain/index.ts'
import type { HostRow, World } from '../world/index.ts'

/**
 * Which hosts lie in what a list is narrowed to: a host group with all below it, a cluster, a host.
 * Without a narrowing every host does; with an unknown one, none.
 */
export function hostsIn(world: World, scope: string | undefined): (host: HostRow) => boolean {
  if (scope === undefined) return () => true
  switch (kindOfId(scope)) {
    case 'hostgroup': {
      const groups = world.index.groupsBelow(scope as HostGroupId)
      return host => groups.has(host.hostGroupId)
    }
    case 'cluster':
      return host => host.clusterId === (scope as ClusterId)
    case 'host':
      return host => host.id === scope
    default:
      return () => false
  }
}
