import { describe, expect, it } from 'vitest'
import { buildFabric } from '../../../../core/inventory/index.ts'
import type { Placement, PlacementRequest } from '../../../../core/placement/index.ts'
import {
  chooseHost,
  explainPlacement,
  figuresOf,
  hostsBelow,
  Placer,
  placeOnHost,
  rateHosts,
} from '../../../../core/placement/index.ts'
import { put, World } from '../../../../core/world/index.ts'
import type { FabricKind } from '../../../../shared/domain/index.ts'
import { Refusal } from '../../../../shared/refusals/index.ts'
import { balancing } from './figures.ts'

function fabric(kind: FabricKind): World {
  const world = new World()
  buildFabric(world, kind, 1)
  return world
}

const desktop: PlacementRequest = {
  cpuCount: 1,
  memoryMib: 512,
  diskGib: 2.4,
  highlyAvailable: true,
  networks: ['Desktops'],
  load: { cpuPercent: 20, diskIops: 0, networkMbps: 0 },
}

function placed(answer: Placement | Refusal): Placement {
  if (answer instanceof Refusal) throw new Error(answer.text)
  return answer
}

function best(...input: Parameters<typeof rateHosts>) {
  return rateHosts(...input).ratings
}

describe('placer', () => {
  it('placer: figures: rows and columns of a host, memory held by its VMs', () => {
    const world = fabric('poc-lab')
    const [host] = figuresOf(world, ['host-1'])
    expect(host).toMatchObject({
      hostName: 'hv-01',
      hostGroupName: 'Proof of concept',
      clusterName: 'poc-cluster',
      memoryUsedMib: 44 * 532,
      parentMib: 512,
      runningVms: 44,
    })
    expect(host?.cpuPercent).toBeGreaterThan(20)
    expect(host?.volumes[0]?.freeGib).toBeGreaterThan(250)
  })

  it('placer: figures: a VM to be moved does not count on its own host', () => {
    const world = fabric('poc-lab')
    const vm = world.get('vm', 'vm-1')
    const [host, other] = figuresOf(world, ['host-1', 'host-2'], vm)
    expect([host?.memoryUsedMib, host?.runningVms]).toEqual([43 * 532, 43])
    expect(other?.runningVms).toBe(44)
  })

  it('placer: automatic: the first of the ratings, and its volume', () => {
    const world = fabric('poc-lab')
    const chosen = placed(chooseHost(world, desktop, 'hostgroup-1'))
    const ratings = best(desktop, figuresOf(world, hostsBelow(world, 'hostgroup-1')), balancing)
    expect(chosen.rating).toEqual(ratings[0])
    expect(chosen).toMatchObject({ rated: 6, suitable: 6, volumeId: 'volume-1' })
    expect(chosen.hostId).toBe(ratings[0]?.hostId)
  })

  it('placer: automatic: only hosts that are visible take part', () => {
    const world = fabric('poc-lab')
    const only = placed(chooseHost(world, desktop, 'hostgroup-1', host => host.id === 'host-5'))
    expect([only.hostId, only.rated]).toEqual(['host-5', 1])
  })

  it('placer: many of one request: spread, until memory ends, then refused with the reasons', () => {
    const world = fabric('poc-lab')
    world.apply(put('cluster', { ...world.get('cluster', 'cluster-1'), reserveNodes: 0 }))
    const request = { ...desktop, diskGib: 0.1 }
    const placer = new Placer(world, request, hostsBelow(world, 'hostgroup-1'))
    const counts = new Map<string, number>()
    let place = placer.next()
    while (place) {
      counts.set(place.hostId, (counts.get(place.hostId) ?? 0) + 1)
      place = placer.next()
    }
    // 32,768 - 512 - 44 x 532 = 8,848 are 16 of 544; with 43 desktops 9,380 are 17
    expect([...counts.values()].sort((a, b) => a - b)).toEqual([16, 16, 17, 17, 17, 17])
    const refusal = placer.refusal('All Hosts')
    expect(refusal.code).toBe('placement.no-host')
    expect(refusal.text).toContain('None of the 6 hosts of All Hosts can take the VM.')
    expect(refusal.text).toContain('(and 5 alike)')
  })

  it('placer: many of one request: ends where the cluster would not survive a failure', () => {
    const world = fabric('poc-lab')
    const placer = new Placer(world, { ...desktop, diskGib: 0.1 }, hostsBelow(world, 'hostgroup-1'))
    let count = 0
    while (placer.next()) count++
    expect(count).toBe(21)
    expect(placer.refusal('All Hosts').text).toMatch(
      /poc-cluster would be over-committed with the VM: if a node failed, the VMs of \S+ would/,
    )
  })

  it('placer: many of one request: the shared volume fills for all hosts alike', () => {
    const world = fabric('poc-lab')
    const free = figuresOf(world, ['host-1'])[0]!.volumes[0]!.freeGib
    const placer = new Placer(world, { ...desktop, diskGib: 60 }, hostsBelow(world, 'hostgroup-1'))
    let count = 0
    while (placer.next()) count++
    expect(count).toBe(Math.floor((free - 100 / 1024) / 60))
    expect(placer.refusal('All Hosts').text).toContain('Needs 60 GB on one volume')
  })

  it('placer: a taken name: its host is left out', () => {
    const world = fabric('poc-lab')
    const named = placed(chooseHost(world, { ...desktop, name: 'DESK-001' }, 'hostgroup-1'))
    expect([named.hostId === 'host-1', named.suitable]).toEqual([false, 5])
  })

  it('placer: by hand: a host in no cluster is refused, unless overridden', () => {
    const world = fabric('state-agency')
    const request = { ...desktop, networks: ['Production'] }
    const refused = placeOnHost(world, request, 'host-3')
    expect(refused).toMatchObject({ code: 'placement.host-unsuitable' })
    const forced = placed(placeOnHost(world, request, 'host-3', { overrideZeroRating: true }))
    expect([forced.hostId, forced.rating.stars]).toEqual(['host-3', 0])
  })

  it('placer: by hand: lack of memory cannot be overridden', () => {
    const world = fabric('poc-lab')
    const request = { ...desktop, memoryMib: 16384 }
    const refused = placeOnHost(world, request, 'host-1', { overrideZeroRating: true })
    expect(refused).toMatchObject({ code: 'placement.host-unsuitable' })
  })

  it('placer: by hand: the named volume is taken, whether or not another has more room', () => {
    const world = fabric('state-agency-san')
    const request = { ...desktop, networks: ['Production'] }
    const volumes = world.get('host', 'host-1').volumeIds
    for (const volumeId of volumes) {
      expect(placed(placeOnHost(world, request, 'host-1', { volumeId })).volumeId).toBe(volumeId)
    }
  })

  it('placer: a VM in creation: its memory and its disk are promised', () => {
    const world = fabric('poc-lab')
    const before = figuresOf(world, ['host-1'])[0]!
    const volume = world.get('volume', 'volume-1')
    world.apply(put('volume', { ...volume, usedGib: volume.usedGib + 10 }))
    world.hosts.data.heldMib[world.get('host', 'host-1').slot]! += 544
    const after = figuresOf(world, ['host-1'])[0]!
    expect(after.memoryUsedMib - before.memoryUsedMib).toBe(544)
    expect(before.volumes[0]!.freeGib - after.volumes[0]!.freeGib).toBeCloseTo(10)
  })

  it('placer: explanation: host, every term, the sum and the volume', () => {
    const world = fabric('poc-lab')
    const lines = explainPlacement(placed(chooseHost(world, desktop, 'hostgroup-1')))
    expect(lines).toHaveLength(7)
    expect(lines[0]).toMatch(/has the highest score of 6 suitable hosts among 6/)
    expect(lines[2]).toMatch(/^Memory: \(1 - [\d,]+ \/ \(32,768 - 512\)\) x 8 = \d\.\d\d of 8\.$/)
    expect(lines[6]).toMatch(/^Volume1 has most free space: \d+ GB\.$/)
  })
})
