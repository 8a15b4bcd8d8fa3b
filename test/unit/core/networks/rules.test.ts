import { describe, expect, test } from 'vitest'
import {
  byMetric,
  chooseListed,
  chooseNetwork,
  withAutoMetrics,
} from '../../../../core/networks/index.ts'
import type { ClusterNetwork } from '../../../../core/world/index.ts'
import { clusterNetwork } from '../../../kit/network-rows.ts'

/** Names of the networks that the classes take when some are down. */
function taken(networks: readonly ClusterNetwork[], ...down: number[]) {
  const isUp = (network: ClusterNetwork) =>
    !down.some(number => network.name === `Cluster Network ${number}`)
  const numberOf = (traffic: Parameters<typeof chooseNetwork>[1]) =>
    chooseNetwork(networks, traffic, isUp)?.name.slice(-1)
  return {
    heartbeat: numberOf('heartbeat'),
    csv: numberOf('csv'),
    migration: numberOf('live-migration'),
    client: numberOf('client'),
  }
}

describe('metrics', () => {
  test('networks: automatic metrics: private from 1000, public from 10000, 100 apart in order', () => {
    const kinds = ['public', 'private', 'private', 'public', 'private'] as const
    const networks = withAutoMetrics(kinds.map((kind, at) => clusterNetwork(at + 1, kind)))
    expect(networks.map(network => network.metric)).toEqual([10000, 1000, 1100, 10100, 1200])
  })

  test('networks: a metric set by hand: stays, and the others keep their places', () => {
    const networks = withAutoMetrics([
      clusterNetwork(1, 'public', { metric: 10001, autoMetric: false }),
      clusterNetwork(2, 'private', { metric: 1001, autoMetric: false }),
      clusterNetwork(3, 'private'),
    ])
    expect(networks.map(network => network.metric)).toEqual([10001, 1001, 1100])
  })

  test('networks: equal metrics: in the order of enumeration', () => {
    const both = [1, 2].map(number => clusterNetwork(number, 'private', { metric: 1500 }))
    expect(byMetric(both).map(network => network.name)).toEqual(both.map(one => one.name))
  })
})

describe('the simple case of seed 002', () => {
  const two = [
    clusterNetwork(1, 'public', { metric: 10001, autoMetric: false }),
    clusterNetwork(2, 'private', { metric: 1000 }),
  ]

  test('networks: one public, one private: private carries the cluster, public live migration', () => {
    expect(taken(two)).toEqual({ heartbeat: '2', csv: '2', migration: '1', client: '1' })
  })

  test('networks: the private one fails: everything goes by the public one', () => {
    expect(taken(two, 2)).toEqual({ heartbeat: '1', csv: '1', migration: '1', client: '1' })
  })

  test('networks: the public one fails: live migration joins the rest, clients are cut off', () => {
    expect(taken(two, 1)).toEqual({
      ...{ heartbeat: '2', csv: '2', migration: '2', client: undefined },
    })
  })
})

describe('three networks', () => {
  const three = withAutoMetrics([
    clusterNetwork(1, 'public'),
    clusterNetwork(2, 'private'),
    clusterNetwork(3, 'private'),
  ])

  test('networks: two private: the second of them carries live migration', () => {
    expect(taken(three)).toMatchObject({ csv: '2', migration: '3' })
  })

  test('networks: a metric by hand turns the private ones round', () => {
    const turned = three.map(network =>
      network.name === 'Cluster Network 2' ? { ...network, metric: 1101 } : network,
    )
    expect(taken(turned)).toMatchObject({ csv: '3', migration: '2' })
  })

  test('networks: the lowest fails: the next takes over, live migration moves on, and both return', () => {
    expect(taken(three, 2)).toMatchObject({ csv: '3', migration: '1' })
    expect(taken(three)).toMatchObject({ csv: '2', migration: '3' })
  })

  test('networks: role 0: the cluster leaves it alone, whatever its metric', () => {
    const ignored = [...three, clusterNetwork(4, 'private', { role: 0, metric: 1 })]
    expect(taken(ignored)).toMatchObject({ csv: '2', migration: '3' })
  })

  test('networks: all down: no network for anything', () => {
    expect(taken(three, 1, 2, 3)).toEqual({})
  })

  test('networks: a VM with its own list: in its order, with networks of role 0, the next on failure', () => {
    const networks = [...three, clusterNetwork(4, 'private', { role: 0, metric: 1200 })]
    const list = ['Cluster Network 4', 'Cluster Network 1']
    const chosen = (down: string) =>
      chooseListed(networks, list, network => network.name !== down)?.name
    expect(chosen('')).toBe('Cluster Network 4')
    expect(chosen('Cluster Network 4')).toBe('Cluster Network 1')
    expect(chooseListed(networks, [], () => true)).toBeUndefined()
  })
})
