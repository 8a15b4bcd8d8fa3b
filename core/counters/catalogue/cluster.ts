import { heartbeats, msPerMinute } from '../../../shared/domain/index.ts'
import { instanceName } from '../../../shared/perfmon/index.ts'
import { clusterNetworksOf, heartbeatNetworks } from '../../networks/index.ts'
import type { ClusterNetwork, ClusterRow, HostRow, World } from '../../world/index.ts'
import { hostSet, notModelled, single } from '../declare.ts'
import type { Sight } from '../types.ts'
import type { HostVolume } from './disks.ts'
import { bytesPerRequest, redirected } from './disks.ts'
import { volumesOf } from './subjects.ts'

const oldLimit = { warning: 512000, source: 'PAL: the volume is probably redirected' }
const newLimit = { warning: 1000000, source: 'PAL' }

const bytes = (what: 'reads' | 'writes') => (world: World, one: HostVolume) =>
  redirected(world, one, what) * bytesPerRequest

const redirectedText =
  'Requests of 8 KiB of its VMs while this host reaches the volume through its coordinator.'

function sharedVolumes(world: World, host: HostRow, sight: Sight) {
  return volumesOf(world, host, sight)
    .filter(volume => volume.kind === 'csv')
    .map(volume => ({
      name: instanceName(volume.name),
      ...{ subject: { host, volume }, objectId: volume.id },
    }))
}

export const oldCsvSet = hostSet<HostVolume>(
  {
    object: 'Cluster Shared Volumes',
    description: 'Shared volumes of 2008 R2: what goes through the network of the cluster.',
    ...{ hasTotal: true, release: 'to-2008-r2', aliases: ['Cluster CSV File System'] },
    counters: {
      'IO Read Bytes': {
        ...{ unit: 'B/s', scale: -4, description: 'Bytes read through the coordinator.' },
        ...{ explain: redirectedText, read: bytes('reads'), threshold: oldLimit },
        aliases: ['Redirected Read Bytes/sec'],
      },
      'IO Write Bytes': {
        ...{ unit: 'B/s', scale: -4, description: 'Bytes written through the coordinator.' },
        ...{ explain: redirectedText, read: bytes('writes'), threshold: oldLimit },
        aliases: ['Redirected Write Bytes/sec'],
      },
    },
  },
  sharedVolumes,
)

export const csvSet = hostSet<HostVolume>(
  {
    object: 'Cluster CSV File System',
    description: 'Shared volumes from 2012 on.',
    ...{ hasTotal: true, release: 'from-2012', aliases: ['Cluster Shared Volumes'] },
    counters: {
      'Redirected Read Bytes/sec': {
        ...{ unit: 'B/s', scale: -4, description: 'Bytes read through the coordinator.' },
        ...{ explain: redirectedText, read: bytes('reads'), threshold: newLimit },
        aliases: ['IO Read Bytes'],
      },
      'Redirected Write Bytes/sec': {
        ...{ unit: 'B/s', scale: -4, description: 'Bytes written through the coordinator.' },
        ...{ explain: redirectedText, read: bytes('writes'), threshold: newLimit },
        aliases: ['IO Write Bytes'],
      },
      'Volume State': {
        ...{ unit: 'count', total: 'most', description: '4 while the volume is as it should be.' },
        ...notModelled(4),
        threshold: { warning: 4, critical: 3, isBelow: true, source: 'PAL: other than 4, 3' },
      },
    },
  },
  sharedVolumes,
)

export const csvManagerSet = hostSet<HostVolume>(
  {
    object: 'Cluster CSV Volume Manager',
    description: 'What the volume manager of shared volumes redirects (from 2012).',
    ...{ hasTotal: true, release: 'from-2012' },
    counters: {
      'Direct IO Failure Redirection/sec': {
        ...{ unit: '1/s', description: 'Requests that went another way since theirs failed.' },
        ...{ explain: redirectedText, read: (world, one) => redirected(world, one) },
        threshold: { warning: 1, critical: 100, source: 'PAL' },
      },
    },
  },
  sharedVolumes,
)

export const csvCacheSet = hostSet<HostVolume>(
  {
    object: 'Cluster CSV Volume Cache',
    description: 'The read cache of shared volumes (from 2012).',
    ...{ hasTotal: true, release: 'from-2012' },
    counters: {
      'Cache State': {
        ...{ unit: 'count', total: 'most', description: '1 while the cache works.' },
        ...notModelled(1),
        threshold: { warning: 1, isBelow: true, source: 'PAL: other than 1' },
      },
      'Cache Size - Configured': { unit: 'MB', description: 'Its size.', ...notModelled() },
      'Cache Size - Current': { unit: 'MB', description: 'What it holds.', ...notModelled() },
      'IO Read - Bytes/sec': { unit: 'B/s', description: 'Bytes from it.', ...notModelled() },
    },
  },
  sharedVolumes,
)

interface Heard {
  readonly cluster: ClusterRow
  readonly network: ClusterNetwork
}

export const heartbeatSet = hostSet<Heard>(
  {
    object: 'Cluster NetFt Heartbeats',
    description: 'Heartbeats of the nodes, by network of the cluster.',
    hasTotal: true,
    counters: {
      'Missing heartbeats': {
        ...{ unit: '1/min', kind: 'rate', description: 'Heartbeats that did not arrive.' },
        explain: 'Heartbeats of a node in a minute times the loss of the network, as the mean.',
        read: (world, { cluster, network }) => {
          const all = heartbeatNetworks(world, cluster.id)
          const loss = all.find(one => one.network.name === network.name)?.lossPercent ?? 0
          return (loss * msPerMinute) / heartbeats[cluster.version].delayMs / 100
        },
        threshold: { warning: 1, critical: 4, source: 'PAL: one short of the cut-off of R2' },
      },
    },
  },
  (world, host) => {
    const cluster = world.find('cluster', host.clusterId)
    if (!cluster) return []
    const networks = clusterNetworksOf(world, cluster).filter(one => one.role !== 0)
    return networks.map(network => ({
      name: instanceName(network.name),
      ...{ subject: { cluster, network } },
    }))
  },
)

export const resourceControlSet = hostSet<HostRow>(
  {
    object: 'Cluster Resource Control Manager',
    description: 'The service that controls resources of the cluster.',
    isSingle: true,
    counters: {
      'RHS Restarts': {
        ...{ unit: 'count', description: 'Restarts of the resource host.', ...notModelled() },
        threshold: { warning: 1, critical: 10, source: 'PAL' },
      },
    },
  },
  (_, host) => (host.clusterId ? single(host) : []),
)
