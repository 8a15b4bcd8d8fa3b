import type { TrafficClass } from '../../shared/domain/index.ts'
import type { ClusterNetwork } from '../world/index.ts'

/** Where automatic metrics begin, and how far apart they are (seed 002, facts 6.5). */
const metricStart = { private: 1000, public: 10000 }
const metricStep = 100

/**
 * The networks with the metrics that the cluster gives by itself: private ones from 1000, those
 * with a default gateway from 10000, each 100 above the one of its kind before it in the order of
 * enumeration. Metrics set by hand stay, and still count in that order.
 */
export function withAutoMetrics(networks: readonly ClusterNetwork[]): ClusterNetwork[] {
  const seen = { private: 0, public: 0 }
  return networks.map(network => {
    const kind = network.hasGateway ? 'public' : 'private'
    const metric = metricStart[kind] + metricStep * seen[kind]++
    return network.autoMetric ? { ...network, metric } : network
  })
}

/** Networks that the cluster may use, lowest metric first; equal ones in order of enumeration. */
export function byMetric(networks: readonly ClusterNetwork[]): ClusterNetwork[] {
  return networks.filter(network => network.role !== 0).sort((a, b) => a.metric - b.metric)
}

type IsUp = (network: ClusterNetwork) => boolean

/**
 * The network that a class of traffic takes among those that are up (seed 002): cluster shared
 * volumes and heartbeats the lowest metric, live migration the second lowest or, where only one is
 * left, that one; clients the lowest that lets them in. Undefined where none is up.
 */
export function chooseNetwork(
  networks: readonly ClusterNetwork[],
  traffic: TrafficClass,
  isUp: IsUp,
): ClusterNetwork | undefined {
  const available = byMetric(networks).filter(isUp)
  switch (traffic) {
    case 'heartbeat':
    case 'csv':
      return available[0]
    case 'live-migration':
      return available[1] ?? available[0]
    case 'client':
      return available.find(network => network.role === 3)
  }
}

/** The first network of a VM's own list that is up, whatever its role (facts 6.5). */
export function chooseListed(
  networks: readonly ClusterNetwork[],
  names: readonly string[],
  isUp: IsUp,
): ClusterNetwork | undefined {
  for (const name of names) {
    const network = networks.find(one => one.name === name)
    if (network && isUp(network)) return network
  }
  return undefined
}
