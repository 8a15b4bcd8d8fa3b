import { clusterReserve, isOverCommitted } from '../../cluster/reserve/index.ts'
import * as figures from '../figures/cluster.ts'
import { signalsOf } from './declare.ts'

const ofNetworks = ['host', 'fault'] as const

export const clusterSignals = signalsOf('cluster', {
  overCommitted: {
    ...{ title: 'Over-committed', unit: '0/1' },
    description: '1 where the cluster does not survive its reserve of node failures.',
    ...{ read: (world, cluster) => (isOverCommitted(world, cluster) ? 1 : 0) },
    follows: ['vm', 'host', 'hostgroup', 'fault'],
  },
  reserveMissingMib: {
    ...{ title: 'Missing reserve', unit: 'MiB' },
    description: 'Memory that is missing after the failures that the reserve asks for.',
    read: (world, cluster) =>
      isOverCommitted(world, cluster) ? clusterReserve(world, cluster).missingMib : 0,
    follows: ['vm', 'host', 'hostgroup', 'fault'],
  },
  missedHeartbeats: {
    ...{ title: 'NetFt, Missing heartbeats', unit: 'count' },
    description: 'Heartbeats of a node that are lost in a minute on the worst of its networks.',
    ...{ read: figures.missedHeartbeats, follows: ofNetworks },
  },
  lostHeartbeats: {
    ...{ title: 'Heartbeats lost everywhere', unit: 'count' },
    description: 'Heartbeats of a node that are lost in a minute on all networks at once.',
    ...{ read: figures.lostHeartbeats, follows: ofNetworks },
  },
  lostNodes: {
    ...{ title: 'Lost nodes', unit: 'count' },
    description: 'Nodes that are not up, or that the others do not hear.',
    ...{ read: figures.lostNodes, follows: ofNetworks },
  },
  spareVotes: {
    ...{ title: 'Spare votes', unit: 'count' },
    description: 'Votes that the cluster can lose before it stops.',
    ...{ read: figures.spareVotes, follows: ofNetworks },
  },
  brokenNetworks: {
    ...{ title: 'Broken networks', unit: 'count' },
    description: 'Networks of the cluster that not all nodes reach.',
    // An adapter that flaps comes and goes without a change of any row.
    read: figures.brokenNetworks,
  },
  sharesMigration: {
    ...{ title: 'Migration shares its network', unit: '0/1' },
    description: '1 where live migration takes the network of shared volumes and heartbeats.',
    read: figures.sharesMigration,
  },
  publicTraffic: {
    ...{ title: 'Traffic on a public network', unit: 'count' },
    description: 'Of shared volumes and live migration, those that take a network of clients.',
    read: figures.publicTraffic,
  },
  otherServicePacks: {
    ...{ title: 'Other service packs', unit: 'count' },
    description: 'Service packs among its nodes beyond one.',
    ...{ read: figures.otherServicePacks, follows: ['host'] },
  },
  oddAdapterNames: {
    ...{ title: 'Odd adapter names', unit: 'count' },
    description: 'Adapters with another name than the first node’s on the same network.',
    ...{ read: figures.oddAdapterNames, follows: ['host'] },
  },
})
