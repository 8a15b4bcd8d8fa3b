import { limitsOf } from '../../shared/domain/index.ts'
import { nodesOf } from '../hosts/index.ts'
import type { Check } from './types.ts'

/** A cluster has at most as many nodes as its version allows, of its version and in its group. */
export const clusterCheck: Check = {
  name: 'cluster',
  find({ world }) {
    for (const cluster of world.all('cluster')) {
      const nodes = nodesOf(world, cluster.id)
      const limit = limitsOf(cluster).clusterNodes
      if (nodes.length > limit) return `${cluster.name} has ${nodes.length} of ${limit} nodes`
      const odd = nodes.find(
        node => node.version !== cluster.version || node.hostGroupId !== cluster.hostGroupId,
      )
      if (odd) return `${odd.name} does not go with ${cluster.name}`
    }
    for (const host of world.all('host')) {
      if (host.clusterId && !world.find('cluster', host.clusterId)) {
        return `${host.name} is a node of a cluster that is not there`
      }
      if (!host.clusterId && (host.isEvicted || host.hasNoVote))
        return `${host.name} is out of no cluster`
    }
    return undefined
  },
}
