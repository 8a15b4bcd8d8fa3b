import type { AnyId, ArrayId, FaultPartKind, HostId } from '../../shared/domain/index.ts'
import { adaptersOf, clusterNetworksOf } from '../networks/index.ts'
import { arrayUnder, pathName } from '../storage/index.ts'
import type { World } from '../world/index.ts'

/** The parts of an object that a fault can strike, by the names that the model asks for. */
export function partsOf(world: World, kind: FaultPartKind, id: AnyId | 'fabric-1'): string[] {
  switch (kind) {
    case 'virtual-network':
      return [...(world.find('host', id)?.networks ?? [])]
    case 'port':
      return [...(world.find('array', id as ArrayId)?.ports ?? [])]
    case 'path':
      return pathsOf(world, id as HostId)
    case 'adapter': {
      const host = world.find('host', id)
      return host ? adaptersOf(world, host).map(adapter => adapter.name) : []
    }
    case 'cluster-network': {
      const cluster = world.find('cluster', id)
      return cluster ? clusterNetworksOf(world, cluster).map(network => network.name) : []
    }
  }
}

/** The ways from a host to its arrays on the storage network: one by each port. */
function pathsOf(world: World, hostId: HostId): string[] {
  const paths = new Set<string>()
  for (const volumeId of world.find('host', hostId)?.volumeIds ?? []) {
    const array = arrayUnder(world, world.get('volume', volumeId))
    if (!array || array.hostId !== undefined) continue
    for (const port of array.ports) paths.add(pathName(array, port))
  }
  return [...paths]
}
