import type { AnyId } from '../../shared/domain/index.ts'
import { kindOfId } from '../../shared/domain/index.ts'
import { hostAt } from '../pro/index.ts'
import type { HandlerContext } from './handler.ts'

/**
 * Whether an object lies in a host group, cluster, host or with one object: the scope of a window.
 */
export function rowsOfScope(
  { world }: HandlerContext,
  scope: string | undefined,
): (id: AnyId) => boolean {
  if (scope === undefined) return () => true
  const kind = kindOfId(scope)
  const groups = kind === 'hostgroup' ? world.index.groupsBelow(scope as never) : undefined
  return id => {
    if (id === scope) return true
    if (kind !== 'hostgroup' && kind !== 'cluster' && kind !== 'host') return false
    const host = hostAt(world, id)
    const cluster = world.find('cluster', kindOfId(id) === 'cluster' ? id : host?.clusterId)
    if (kind === 'host') return host?.id === scope
    if (kind === 'cluster') return cluster?.id === scope
    const group = host?.hostGroupId ?? cluster?.hostGroupId ?? id
    return groups?.has(group as never) === true
  }
}
