import { spaceOf } from '../../../../core/processes/space.ts'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { buildFabric, fabricDescriptions } from '../../../../core/inventory/index.ts'
import { hostReserveMib } from '../../../../core/memory/index.ts'
import type { HostRow } from '../../../../core/world/index.ts'
import { tableNames, World } from '../../../../core/world/index.ts'
import type { FabricKind } from '../../../../shared/domain/index.ts'
import {
  fabricCatalogue,
  fabricKinds,
  hostLimits,
  vmOverheadMib,
} from '../../../../shared/domain/index.ts'
import { randomIopsOf } from '../../../../core/storage/index.ts'
import { processorsWorth } from '../../../../core/physics/index.ts'

function built(kind: FabricKind, seed = 1): World {
  const world = new World()
  buildFabric(world, kind, seed)
  return world
}

const worlds = new Map<FabricKind, World>()
function once(kind: FabricKind): World {
  const world = worlds.get(kind) ?? built(kind)
  worlds.set(kind, world)
  return world
}

function everything(world: World): string {
  const rows = tableNames.map(name => [...world.all(name)])
  const sums = [world.vms, world.hosts].map(set =>
    set.dump().map(({ name, bytes }) => [name, Buffer.from(bytes).toString('base64')]),
  )
  return JSON.stringify([rows, sums])
}

/** Memory that the running VMs of a host need, from the rows alone. */
function neededMib(world: World, host: HostRow): number {
  let sum = hostReserveMib(world, host)
  for (const id of world.index.vmsByHost.of(host.id)) {
    const vm = world.get('vm', id)
    if (vm.state === 'running') sum += vm.memoryMib + vmOverheadMib(vm.memoryMib)
  }
  return sum
}

function runningOn(world: World, host: HostRow): number {
  const vms = [...world.index.vmsByHost.of(host.id)].map(id => world.get('vm', id))
  return vms.filter(vm => vm.state === 'running').length
}

describe.each(fabricKinds)('fabric: %s', kind => {
  it('counts of the catalogue: true', () => {
    const offer = fabricCatalogue.find(one => one.kind === kind)
    const world = once(kind)
    expect([world.count('host'), world.count('vm')]).toEqual([offer?.hosts, offer?.vms])
    expect(world.fabric).toMatchObject({ kind, name: offer?.title, seed: 1 })
  })

  it('admission: every host has the memory and the places for what runs on it', () => {
    const world = once(kind)
    const { heldMib, runningVms, capacityPercent } = world.hosts.data
    const broken = [...world.all('host')].filter(host => {
      const needed = neededMib(world, host)
      const running = runningOn(world, host)
      return (
        needed > host.memoryMib ||
        running > hostLimits[host.version].runningVmsPerHost ||
        host.parentMib < 512 ||
        heldMib[host.slot] !== needed - hostReserveMib(world, host) ||
        runningVms[host.slot] !== running ||
        capacityPercent[host.slot] !== processorsWorth(host) * 100
      )
    })
    expect(broken).toEqual([])
  })

  it('volumes: what they hold is what their VMs take, and fits', () => {
    const world = once(kind)
    const used = new Map<string, number>()
    const astray: string[] = []
    for (const vm of world.all('vm')) {
      const { volumeIds } = world.get('host', vm.hostId)
      for (const [id, gib] of spaceOf(vm)) used.set(id, (used.get(id) ?? 0) + gib)
      for (const disk of vm.disks) {
        if (disk.usedGib > disk.sizeGib || !volumeIds.includes(disk.volumeId)) astray.push(vm.name)
      }
    }
    expect(astray).toEqual([])
    for (const volume of world.all('volume')) {
      expect(volume.usedGib).toBeCloseTo(used.get(volume.id) ?? 0, 0)
      expect(volume.usedGib).toBeLessThan(volume.capacityGib)
    }
  })

  it('limits of the host version: no VM or cluster is larger', () => {
    const world = once(kind)
    const beyond = [...world.all('vm')].filter(vm => {
      const limits = hostLimits[world.get('host', vm.hostId).version]
      return vm.cpuCount > limits.vcpusPerVm || vm.memoryMib > limits.memoryMibPerVm
    })
    expect(beyond).toEqual([])
    for (const cluster of world.all('cluster')) {
      const nodes = world.index.hostsByCluster.of(cluster.id).size
      expect(nodes).toBeLessThanOrEqual(hostLimits[cluster.version].clusterNodes)
    }
  })

  it('names: one each for hosts and VMs, and VM names fit NetBIOS', () => {
    const world = once(kind)
    const names = [...world.all('vm'), ...world.all('host')].map(row => row.name)
    expect(new Set(names).size).toBe(names.length)
    expect([...world.all('vm')].filter(vm => vm.name.length > 15)).toEqual([])
  })

  it('networks: those of VMs and templates exist on hosts', () => {
    const world = once(kind)
    const offNet = [...world.all('vm')].filter(vm => {
      const { networks } = world.get('host', vm.hostId)
      return !vm.networkAdapters.every(adapter => networks.includes(adapter.network))
    })
    expect(offNet).toEqual([])
    const hosts = [...world.all('host')]
    for (const template of world.all('template')) {
      const wanted = template.hardware.networks.map(one => one.network)
      expect(hosts.some(host => wanted.every(one => host.networks.includes(one)))).toBe(true)
    }
  })

  it('description: every fact of it stands in the documentation', () => {
    const page = readFileSync('docs/fabrics.md', 'utf8').replace(/\s+/g, ' ')
    const { source, given, ours } = fabricDescriptions[kind]
    for (const fact of [source, ...given, ...ours]) expect(page).toContain(fact)
  })
})

describe('fabric', () => {
  it.each(['poc-lab', 'state-agency-san', 'enterprise'] as const)(
    'fabric: same seed: same rows and columns (%s)',
    kind => {
      expect(everything(built(kind, 5)) === everything(built(kind, 5))).toBe(true)
      expect(everything(built(kind, 5)) === everything(built(kind, 6))).toBe(false)
    },
  )

  it('fabric: poc-lab: 260 desktops of 500 MB run, spread by count, on one volume', () => {
    const world = once('poc-lab')
    const vms = [...world.all('vm')]
    expect(vms.every(vm => vm.memoryMib === 500 && vm.state === 'running')).toBe(true)
    const counts = [...world.all('host')].map(host => world.index.vmsByHost.of(host.id).size)
    expect(counts).toEqual([44, 44, 43, 43, 43, 43])
    expect([...world.all('volume')].map(one => Math.round(randomIopsOf(world, one)))).toEqual([893])
    expect(vms[0]?.name).toBe('desk-001')
  })

  it('fabric: poc-lab: with one blade lost the other five still hold all desktops', () => {
    // physics 2.3: 52 x 532 MB = 27.7 GB fit, 65 x 532 MB = 34.6 GB do not
    const host = [...once('poc-lab').all('host')][0]!
    const reserve = hostReserveMib(once('poc-lab'), host)
    expect(52 * (500 + vmOverheadMib(500)) + reserve).toBeLessThan(host.memoryMib)
    expect(65 * (500 + vmOverheadMib(500)) + reserve).toBeGreaterThan(host.memoryMib)
  })

  it('fabric: state agency: four hosts in three offices; with SAN two of them are a cluster', () => {
    const plain = once('state-agency')
    const groups = new Set([...plain.all('host')].map(host => host.hostGroupId))
    expect([plain.count('cluster'), groups.size]).toEqual([0, 3])
    const san = once('state-agency-san')
    expect(san.count('cluster')).toBe(1)
    expect(san.index.hostsByCluster.of('cluster-1').size).toBe(2)
  })

  it('fabric: state agency with SAN: one node carries both', () => {
    const world = once('state-agency-san')
    const nodes = [...world.all('host')].filter(host => host.clusterId)
    const held = nodes.reduce((sum, host) => sum + (world.hosts.data.heldMib[host.slot] ?? 0), 0)
    expect(held + hostReserveMib(world, nodes[0]!)).toBeLessThanOrEqual(nodes[0]!.memoryMib)
  })

  it.each(['enterprise', 'enterprise-xl'] as const)(
    'fabric: %s: 5 to 8 % of the VMs are stopped, 1 to 2 % saved',
    kind => {
      const world = once(kind)
      const share = (state: string) =>
        [...world.all('vm')].filter(vm => vm.state === state).length / world.count('vm')
      expect(share('stopped')).toBeGreaterThan(0.05)
      expect(share('stopped')).toBeLessThan(0.08)
      expect(share('saved')).toBeGreaterThan(0.01)
      expect(share('saved')).toBeLessThan(0.02)
    },
  )

  it('fabric: averages: hosts are loaded from the first second on, and none beyond its capacity', () => {
    const world = once('enterprise')
    for (const host of world.all('host')) {
      const percent = (world.hosts.data.averagePercent[host.slot] ?? 0) / host.logicalProcessors
      expect(percent).toBeGreaterThan(2)
      expect(percent).toBeLessThan(100)
    }
  })

  it('fabric: empty: the root, one share, nothing else', () => {
    const world = once('empty')
    const filled = tableNames.filter(name => world.count(name) > 0)
    expect(filled).toEqual(['fabric', 'hostgroup', 'share'])
  })
})
