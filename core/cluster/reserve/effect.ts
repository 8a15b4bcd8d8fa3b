import type { ClusterId } from '../../../shared/domain/index.ts'
import { byIdNumber } from '../../../shared/domain/index.ts'
import type { ClusterRow, World } from '../../world/index.ts'
import type { ClusterReserve } from './cluster-reserve.ts'
import { clusterReserve } from './cluster-reserve.ts'
import type { ReserveWhatIf } from './read.ts'

/** The reserve of a cluster before and after a change. */
export interface ReserveEffect {
  readonly cluster: ClusterRow
  readonly before: ClusterReserve
  readonly after: ClusterReserve
}

/**
 * What a change makes of the reserve of each cluster that it touches, in the order of their ids.
 */
export function reserveEffects(
  world: World,
  whatIf: ReserveWhatIf,
  more: Iterable<ClusterId> = [],
): ReserveEffect[] {
  const touched = new Set<ClusterId>(more)
  for (const { vm, toHostId } of whatIf.vms ?? []) {
    const hostIds = [vm && !vm.stored ? vm.hostId : undefined, toHostId]
    for (const id of hostIds) {
      const clusterId = world.find('host', id)?.clusterId
      if (clusterId !== undefined) touched.add(clusterId)
    }
  }
  return [...touched].sort(byIdNumber).map(id => {
    const cluster = world.get('cluster', id)
    return {
      cluster,
      before: clusterReserve(world, cluster),
      after: clusterReserve(world, cluster, whatIf),
    }
  })
}
