import { describe, expect, test } from 'vitest'
import {
  adaptersOf,
  clusterNetworksOf,
  discoverNetworks,
  findNetwork,
  hears,
  heartbeatNetworks,
  isAdapterUp,
  isNetworkUp,
  linkBetween,
  migrationPath,
  networkFor,
  nodesOf,
  redirectedMibPerS,
  stateOfNetwork,
  uplinksOf,
} from '../../../../core/networks/index.ts'
import { buildFabric } from '../../../../core/inventory/index.ts'
import { put, World } from '../../../../core/world/index.ts'
import { strike } from '../../../kit/network-rows.ts'

function laboratory() {
  const world = new World()
  world.nowMs = 1_000_000
  buildFabric(world, 'poc-lab', 1)
  const nodes = nodesOf(world, 'cluster-1')
  const network = (number: number) => findNetwork(world, 'cluster-1', `cluster network ${number}`)!
  return { world, nodes, first: nodes[0]!, second: nodes[1]!, network }
}

describe('adapters and teams', () => {
  test('networks: a team for fault tolerance: one adapter lost costs no rate, both cost all', () => {
    const { world, first } = laboratory()
    const team = () => uplinksOf(world, first).find(uplink => uplink.name === 'Public')!
    const mend = strike(world, 'adapter-down', first.id, 'Public 1')
    expect(team()).toMatchObject({ nominalMbps: 1000, nowMbps: 1000 })
    strike(world, 'adapter-down', first.id, 'Public 2')
    expect(team().nowMbps).toBe(0)
    mend()
    expect(team().nowMbps).toBe(1000)
  })

  test('networks: a team for load balance: carries all its adapters do, and half with one lost', () => {
    const { world, first } = laboratory()
    const teams = first.teams!.map(team => ({ ...team, mode: 'load-balance' as const }))
    world.apply(put('host', { ...first, teams }))
    const balanced = () => uplinksOf(world, world.get('host', first.id))[0]!
    expect(balanced().nowMbps).toBe(2000)
    strike(world, 'adapter-down', first.id, 'Public 2')
    expect(balanced()).toMatchObject({ nominalMbps: 2000, nowMbps: 1000 })
  })

  test('networks: a flapping adapter: down and up in turns, as long as the fault lasts', () => {
    const { world, first } = laboratory()
    const mend = strike(world, 'adapter-flap', first.id, 'Heartbeat', 5)
    const states = [0, 4999, 5000, 9999, 10_000].map(ms => {
      world.nowMs = 1_000_000 + ms
      return isAdapterUp(world, first, 'Heartbeat')
    })
    expect(states).toEqual([false, false, true, true, false])
    mend()
    expect(isAdapterUp(world, first, 'Heartbeat')).toBe(true)
  })
})

describe('cluster networks', () => {
  test('networks: the laboratory: private for the cluster, a second one for live migration', () => {
    const { world } = laboratory()
    expect(clusterNetworksOf(world, world.get('cluster', 'cluster-1'))).toMatchObject([
      { name: 'Cluster Network 1', role: 3, metric: 10000, hasGateway: true },
      { name: 'Cluster Network 2', role: 1, metric: 1000 },
      { name: 'Cluster Network 3', role: 1, metric: 1100 },
    ])
    expect(networkFor(world, 'cluster-1', 'csv')?.name).toBe('Cluster Network 2')
    expect(networkFor(world, 'cluster-1', 'live-migration')?.name).toBe('Cluster Network 3')
  })

  test('networks: an adapter down: partitioned for the cluster, no link for its host', () => {
    const { world, first, second, nodes, network } = laboratory()
    strike(world, 'adapter-down', first.id, 'Heartbeat')
    expect(stateOfNetwork(world, 'cluster-1', network(2))).toBe('partitioned')
    expect(isNetworkUp(world, 'cluster-1', 'Cluster Network 2')).toBe(true)
    expect(linkBetween(world, first, second, network(2)).isUp).toBe(false)
    expect(linkBetween(world, nodes[2]!, second, network(2))).toMatchObject({ mbps: 1000 })
    // Between these two the next-lowest takes over; the others stay where they are.
    expect(networkFor(world, 'cluster-1', 'csv', [first, second])?.name).toBe('Cluster Network 3')
    expect(networkFor(world, 'cluster-1', 'csv', [second, nodes[2]!])?.name).toBe(
      'Cluster Network 2',
    )
  })

  test('networks: a network down: the next-lowest takes over, and it returns when it is back', () => {
    const { world } = laboratory()
    const mend = strike(world, 'cluster-network-down', 'cluster-1', 'Cluster Network 2')
    expect(isNetworkUp(world, 'cluster-1', 'Cluster Network 2')).toBe(false)
    expect(networkFor(world, 'cluster-1', 'csv')?.name).toBe('Cluster Network 3')
    expect(networkFor(world, 'cluster-1', 'live-migration')?.name).toBe('Cluster Network 1')
    mend()
    expect(networkFor(world, 'cluster-1', 'csv')?.name).toBe('Cluster Network 2')
  })

  test('networks: an asymmetric partition: the host hears, and is not heard', () => {
    const { world, first, second, network } = laboratory()
    strike(world, 'asymmetric-partition', first.id)
    expect(hears(world, first, second, network(2))).toBe(true)
    expect(hears(world, second, first, network(2))).toBe(false)
    expect(linkBetween(world, first, second, network(2)).isUp).toBe(false)
  })

  test('networks: heartbeat loss: on its network alone, two faults together', () => {
    const { world } = laboratory()
    strike(world, 'heartbeat-loss', 'cluster-1', 'Cluster Network 2', 50)
    strike(world, 'heartbeat-loss', 'cluster-1', 'Cluster Network 2', 50)
    const losses = heartbeatNetworks(world, 'cluster-1').map(one => one.lossPercent)
    expect(losses).toEqual([75, 0, 0])
  })

  test('networks: redirected traffic: the copy rate of the lowest metric, 0 without a network', () => {
    const { world } = laboratory()
    expect(redirectedMibPerS(world, 'cluster-1')).toBeCloseTo(114, 0)
    for (const number of [1, 2, 3]) {
      strike(world, 'cluster-network-down', 'cluster-1', `Cluster Network ${number}`)
    }
    expect(redirectedMibPerS(world, 'cluster-1')).toBe(0)
  })

  test('networks: a dedicated virtual network: its adapter is none of the host’s', () => {
    const { world, first, network } = laboratory()
    const virtualNetworks = first.virtualNetworks!.map(one => ({
      ...one,
      kind: 'dedicated' as const,
    }))
    world.apply(put('host', { ...first, virtualNetworks }))
    expect(stateOfNetwork(world, 'cluster-1', network(1))).toBe('partitioned')
  })
})

describe('stores from before networks were kept', () => {
  test('networks: a host and cluster without networks: one plain network of the rate of the host', () => {
    const { world, first, second } = laboratory()
    world.apply(put('cluster', { ...world.get('cluster', 'cluster-1'), networks: undefined }))
    for (const host of nodesOf(world, 'cluster-1')) {
      const none = { adapters: undefined, teams: undefined, virtualNetworks: undefined }
      world.apply(put('host', { ...host, ...none }))
    }
    const [one, other] = [first, second].map(host => world.get('host', host.id)) as [
      typeof first,
      typeof first,
    ]
    expect(adaptersOf(world, one)).toHaveLength(1)
    expect(migrationPath(world, {}, [one, other])).toMatchObject({
      network: { name: 'Cluster Network 1', role: 3, metric: 10000 },
      link: { mbps: 1000 },
    })
  })

  test('networks: a new cluster: finds the subnets of its nodes', () => {
    const { world, nodes } = laboratory()
    expect(discoverNetworks(nodes)).toEqual(world.get('cluster', 'cluster-1').networks)
  })
})
