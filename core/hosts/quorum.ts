import type { Refusal } from '../../shared/refusals/index.ts'
import { refuse } from '../../shared/refusals/index.ts'
import type { HostRow, VmDisk, VmRow, World } from '../world/index.ts'

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

/** Why a VM cannot run on a host: a disk of one owner that it lies on is another node's. */
export function diskOwnerRefusal(
  world: World,
  vm: { readonly name: string; readonly disks: readonly Pick<VmDisk, 'volumeId'>[] },
  host: HostRow,
): Refusal | undefined {
  for (const { volumeId } of vm.disks) {
    const volume = world.find('volume', volumeId)
    if (volume?.kind !== 'cluster-disk' || volume.ownerHostId === host.id) continue
    const owner = world.find('host', volume.ownerHostId)?.name ?? 'no node'
    return refuse('cluster.disk-elsewhere', { name: vm.name, volume: volume.name, owner })
  }
  return undefined
}
