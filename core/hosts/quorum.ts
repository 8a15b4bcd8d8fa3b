import type { Refusal } from '../../shared/refusals/index.ts'
import { refuse } from '../../shared/refusals/index.ts'
import type { HostRow, VmRow, World } from '../world/index.ts'

/** Why a highly available VM cannot start: the service of its cluster is stopped. */
export function quorumRefusal(world: World, vm: VmRow, host: HostRow): Refusal | undefined {
  const cluster = world.find('cluster', host.clusterId)
  if (!vm.highlyAvailable || !cluster) return undefined
  if (host.isEvicted) {
    return refuse('cluster.node-evicted', { host: host.name, cluster: cluster.name })
  }
  if (!cluster.stopped) return undefined
  const { votes, needed } = cluster.stopped
  return refuse('cluster.no-quorum', { cluster: cluster.name, votes, needed })
}
