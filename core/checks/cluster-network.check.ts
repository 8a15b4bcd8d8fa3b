import { byMetric, clusterNetworksOf, networkFor, stateOfNetwork } from '../networks/index.ts'
import type { ClusterRow, World } from '../world/index.ts'
import type { Check } from './types.ts'

/**
 * A cluster keeps a network for itself, its metrics are positive, and traffic takes one that is
 * up.
 */
export const clusterNetworkCheck: Check = {
  name: 'cluster network',
  find({ world }) {
    for (const cluster of world.all('cluster')) {
      const found = brokenNetwork(world, cluster)
      if (found !== undefined) return `${cluster.name}: ${found}`
    }
    return undefined
  },
}

function brokenNetwork(world: World, cluster: ClusterRow): string | undefined {
  const networks = clusterNetworksOf(world, cluster)
  const enabled = byMetric(networks)
  if (enabled.length === 0) return 'no network is left to the cluster'
  if (new Set(networks.map(network => network.name)).size < networks.length) {
    return 'two networks have one name'
  }
  const odd = networks.find(network => network.metric < 1 || !Number.isInteger(network.metric))
  if (odd) return `${odd.name} has the metric ${odd.metric}`
  const up = enabled.filter(network => stateOfNetwork(world, cluster.id, network) !== 'down')
  const taken = networkFor(world, cluster.id, 'csv')
  if (!taken) return up[0] && `${up[0].name} is up, and cluster traffic takes none`
  if (!up.includes(taken)) return `cluster traffic takes ${taken.name}, which is down`
  const lower = up.find(network => network.metric < taken.metric)
  return lower && `cluster traffic takes ${taken.name}, and ${lower.name} has a lower metric`
}
