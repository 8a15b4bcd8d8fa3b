import { expect, test } from 'vitest'
import type { ClusterNetworking, NetworkOutcome } from '../../../../shared/contract/index.ts'
import { networkMap } from '../../../../renderer/modules/networking/network-map.ts'

function outcome(fails: string | undefined, ...taken: (string | undefined)[]): NetworkOutcome {
  const classes = ['heartbeat', 'csv', 'live-migration', 'client'] as const
  return { fails, carries: classes.map((traffic, at) => ({ traffic, network: taken[at] })) }
}

function networking(hosts: number): ClusterNetworking {
  const node = (at: number, nowMbps: number) => ({
    ...{ hostId: `host-${at}` as const, hostName: `hv-${at}`, uplink: 'Adapter' },
    ...{ nominalMbps: 1000, nowMbps },
  })
  const network = (name: string, downAt?: number) => ({
    ...{ name, role: 1 as const, metric: 1000, autoMetric: true, hasGateway: false },
    ...{ subnet: '10.1.1.0/24', description: '', copyMibPerS: 114, heartbeatLossPercent: 0 },
    ...{ state: 'up' as const, carries: [] },
    nodes: Array.from({ length: hosts }, (_, at) => node(at + 1, at + 1 === downAt ? 0 : 1000)),
  })
  return {
    ...{ clusterId: 'cluster-1', clusterName: 'c', hiddenHosts: 0 },
    networks: [network('A', 2), network('B')],
    outcomes: [outcome(undefined, 'A', 'A', 'B', 'B'), outcome('A', 'B', 'B', 'B', 'B')],
  }
}

test('network map: now: chips in the lanes of their networks, none moved', () => {
  const data = networking(3)
  const { lanes, links } = networkMap(data, data.outcomes[0]!, 900)
  expect(lanes.map(lane => lane.chips.map(chip => chip.traffic))).toEqual([
    ['heartbeat', 'csv'],
    ['live-migration', 'client'],
  ])
  expect(lanes.flatMap(lane => lane.chips).some(chip => chip.isMoved)).toBe(false)
  expect(links.filter(link => !link.isUp).map(link => link.key)).toEqual(['host-2 A'])
})

test('network map: a network fails: its lane and links are down, what it carried is moved', () => {
  const data = networking(3)
  const { lanes, links } = networkMap(data, data.outcomes[1]!, 900)
  expect(lanes.map(lane => lane.isDown)).toEqual([true, false])
  expect(lanes[1]!.chips.map(chip => [chip.traffic, chip.isMoved])).toEqual([
    ['heartbeat', true],
    ['csv', true],
    ['live-migration', false],
    ['client', false],
  ])
  expect(links.filter(link => !link.isUp)).toHaveLength(3)
})

test('network map: more nodes than there is room for: the first sixteen, and a count', () => {
  const data = networking(64)
  const map = networkMap(data, data.outcomes[0]!, 300)
  expect([map.hosts.length, map.more]).toEqual([16, 48])
  expect(map.hosts.at(-1)!.x + map.hosts.at(-1)!.width).toBeLessThanOrEqual(map.lineTo)
})
