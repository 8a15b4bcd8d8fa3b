import { describe, expect, test } from 'vitest'
import { Laboratory } from '../../../../../core/scenarios/laboratory.ts'
import * as cluster from '../../../../../core/pro/figures/cluster.ts'
import * as hostNetwork from '../../../../../core/pro/figures/host-network.ts'
import * as hostSizing from '../../../../../core/pro/figures/host-sizing.ts'
import * as hostStorage from '../../../../../core/pro/figures/host-storage.ts'
import * as licence from '../../../../../core/pro/figures/licence.ts'
import * as practice from '../../../../../core/pro/figures/vm-practice.ts'
import * as state from '../../../../../core/pro/figures/vm-state.ts'
import * as volumes from '../../../../../core/pro/figures/volume.ts'
import type { VmRow } from '../../../../../core/world/index.ts'
import { put } from '../../../../../core/world/index.ts'

function at(kind: 'poc-lab' | 'state-agency' | 'state-agency-san') {
  const laboratory = new Laboratory(kind, 1)
  laboratory.advance(60)
  const { world } = laboratory
  const host = [...world.all('host')][0]!
  const vm = [...world.all('vm')][0]!
  const volume = [...world.all('volume')][0]!
  const clusterRow = [...world.all('cluster')][0]!
  const change = (changes: Partial<VmRow>): VmRow => ({ ...world.get('vm', vm.id), ...changes })
  return { laboratory, world, host, vm, volume, cluster: clusterRow, change }
}

describe('figures of hosts', () => {
  const lab = at('poc-lab')
  const { world, host } = lab

  test('figures: sizing of a blade of the lab: 8 cores, 32 GB, 44 desktops of 500 MB', () => {
    expect(hostSizing.coresOf(host)).toBe(8)
    expect(hostSizing.memoryPerCoreGib(host)).toBe(4)
    expect(hostSizing.processorRatio(world, host)).toBe(44 / 8)
    expect(hostSizing.assignedMib(world, host)).toBe(44 * 500)
    expect(hostSizing.headRoomPercent(world, host)).toBeCloseTo((44 * 500 * 125) / 32768, 6)
    expect(hostSizing.parentMemoryMib(world, host)).toBe(32768 - 44 * 532)
    expect(hostSizing.runningVmsPercent(world, host)).toBeCloseTo(4400 / 384, 6)
    expect(hostSizing.memoryPressurePercent(world, host)).toBe(0)
  })

  test('figures: networks of a blade: management shared with VMs, heartbeat before migration', () => {
    expect(hostNetwork.adapterCount(world, host)).toBe(4)
    expect(hostNetwork.sharesManagement(world, host)).toBe(1)
    expect(hostNetwork.unteamedNetworks(world, host)).toBe(0)
    expect(hostNetwork.withoutOffload(world, host)).toBe(0)
    expect(hostNetwork.withoutQueue(world, host)).toBe(0)
    expect(hostNetwork.bindingOrderFaults(world, host)).toBe(1)
    const [one, two, heartbeat, migration] = host.adapters!
    const sorted = { ...host, adapters: [one!, two!, migration!, heartbeat!] }
    expect(hostNetwork.bindingOrderFaults(world, sorted)).toBe(0)
  })

  test('figures: a dedicated network leaves the host an adapter of its own', () => {
    const agency = at('state-agency')
    const row: typeof host = {
      ...agency.host,
      virtualNetworks: [{ name: 'Production', kind: 'dedicated', over: 'LAN 2' }],
    }
    expect(hostNetwork.sharesManagement(agency.world, row)).toBe(0)
    expect(hostNetwork.unteamedNetworks(agency.world, row)).toBe(1)
    const external = [{ name: 'Production', kind: 'external', over: 'LAN 2' }] as const
    expect(hostNetwork.sharesManagement(agency.world, { ...row, virtualNetworks: external })).toBe(
      0,
    )
    const other = { name: 'Other', kind: 'external', over: 'LAN 1' } as const
    expect(
      hostNetwork.sharesManagement(agency.world, { ...row, virtualNetworks: [...external, other] }),
    ).toBe(0)
    const both = [...external, { ...external[0], over: 'LAN 1' }] as const
    expect(hostNetwork.sharesManagement(agency.world, { ...row, virtualNetworks: both })).toBe(1)
  })

  test('figures: the storage network of the agency has no jumbo frames', () => {
    const san = at('state-agency-san')
    expect(hostNetwork.storageWithoutJumbo(san.world, san.host)).toBe(1)
    const adapters = san.host.adapters!.map(one => ({ ...one, jumboFrames: true }))
    expect(hostNetwork.storageWithoutJumbo(san.world, { ...san.host, adapters })).toBe(0)
  })

  test('figures: licences: Windows guests, sockets of the model, and what the edition covers', () => {
    expect(licence.windowsVms(world, host)).toBe(44)
    expect(licence.socketsOf(host)).toBe(2)
    expect(licence.socketsOf({ model: 'Rack server, four six-core Xeon' })).toBe(4)
    expect(licence.socketsOf({ model: 'Unknown' })).toBe(2)
    expect(licence.licensedGuests(host)).toBe(-1)
    const edition = (text: string) =>
      licence.licensedGuests({ ...host, customProperties: { 'Windows edition': text } })
    expect(['Standard', ' enterprise ', 'Datacenter', 'constructor'].map(edition)).toEqual([
      1, 4, 1_000_000, -1,
    ])
    const two = { 'Windows edition': 'Enterprise', 'Windows licences': '2' }
    expect(licence.licensedGuests({ ...host, customProperties: two })).toBe(8)
  })
})

describe('figures of VMs', () => {
  test('figures: practices of a server: growing disk, name, updates, backup', () => {
    const { world, change } = at('state-agency')
    const vm = change({})
    expect(practice.growingDisks(vm)).toBe(1)
    expect(practice.isServer(vm)).toBe(1)
    expect(practice.isTest(change({ tags: ['Development'] }))).toBe(1)
    expect(practice.advisedDiskGib(change({ operatingSystem: 'Windows Server 2003 R2' }))).toBe(20)
    expect(practice.hasOtherName(change({ computerName: 'else' }))).toBe(1)
    const long = { name: 'a name longer than NetBIOS', computerName: 'a-name-longer-t' }
    expect(practice.hasOtherName(change(long))).toBe(0)
    expect(practice.hasOldComponents(world, vm)).toBe(0)
    expect(practice.hasOldComponents(world, change({ guest: { integrationVersion: '6.0' } }))).toBe(
      1,
    )
    expect(practice.lacksBackup(vm)).toBe(0)
    expect(practice.lacksBackup(change({ servicesOff: ['backup'] }))).toBe(1)
    expect(practice.hasDynamicGuestDisks(world, change({ guest: { diskKind: 'dynamic' } }))).toBe(1)
    expect(state.patchedMs(world, change({ guest: { lastPatchedMs: 7 } }))).toBe(7)
  })

  test('figures: host and guest cluster: only on a node, and not where it never starts', () => {
    const { world, change } = at('state-agency-san')
    const clustered = { guest: { clusterRole: 'SQL mirror' }, highlyAvailable: true } as const
    expect(practice.isGuestClustered(world, change(clustered))).toBe(1)
    expect(practice.hasHostCluster(world, change(clustered))).toBe(1)
    expect(practice.hasHostCluster(world, change({ priority: 'no-auto-start' }))).toBe(0)
    expect(practice.outsideAdapters(world, change({}))).toBe(1)
    expect(practice.dedicatedAdapters(world, change({}))).toBe(0)
  })

  test('figures: checkpoints: those that are deleted do not count, the oldest says the age', () => {
    const { world, change } = at('poc-lab')
    const one = { id: 1, name: 'one', createdMs: world.nowMs - 3 * 86400000, writtenGib: [2] }
    const two = { ...one, id: 2, createdMs: world.nowMs, isDeleted: true }
    const vm = change({ checkpoints: [one, two] as never, checkpointId: 1, writtenGib: [1.5] })
    expect(state.checkpointCount(vm)).toBe(1)
    expect(state.oldestCheckpointMs(vm)).toBe(world.nowMs - 3 * 86400000)
    expect(state.checkpointGib(vm)).toBe(2 + 2 + 1.5)
    expect(state.checkpointDepth(vm)).toBe(1)
  })
})

describe('figures of volumes', () => {
  test('figures: room: as much as is free, and none while the host is told that it is full', () => {
    const { laboratory, world, volume } = at('poc-lab')
    const free = volume.capacityGib - volume.usedGib
    expect(volumes.roomGib(world, volume)).toBeCloseTo(free, 6)
    expect(volumes.roomPercent(world, volume)).toBeCloseTo((free * 100) / 1117, 6)
    laboratory.strike({ kind: 'volume-full', targetId: volume.id })
    expect(volumes.roomPercent(world, volume)).toBe(0)
    expect(volumes.stoppedVms(world, volume)).toBe(260)
  })

  test('figures: a disk of one owner counts its highly available VMs, a shared volume does not', () => {
    const { world, volume } = at('poc-lab')
    expect(volumes.sharedByOwner(world, volume)).toBe(0)
    expect(volumes.sharedByOwner(world, { ...volume, kind: 'cluster-disk' })).toBe(260)
  })

  test('figures: failed disks and lost caches are those of the array under the volume', () => {
    const { laboratory, world, volume } = at('poc-lab')
    const [pool, array] = [[...world.all('pool')][0]!, [...world.all('array')][0]!]
    expect([volumes.failedDisks(world, volume), volumes.writesThrough(world, volume)]).toEqual([
      0, 0,
    ])
    laboratory.strike({ kind: 'disk-failure', targetId: pool.id, amount: 1 })
    laboratory.strike({ kind: 'cache-battery-failure', targetId: array.id })
    expect([volumes.failedDisks(world, volume), volumes.writesThrough(world, volume)]).toEqual([
      1, 1,
    ])
  })

  test('figures: redirected bytes come from the node that lost its paths', () => {
    const { laboratory, world } = at('state-agency-san')
    const volume = [...world.all('volume')].find(one => one.fileSystem === 'csv')!
    const host = [...world.all('host')].find(
      one => one.volumeIds.includes(volume.id) && one.id !== volume.ownerHostId,
    )!
    expect(hostStorage.redirectedIops(world, host)).toBe(0)
    expect(hostStorage.lostPaths(world, host)).toBe(0)
    laboratory.strike({ kind: 'all-paths-down', targetId: host.id })
    laboratory.advance(5)
    expect(hostStorage.redirectedIops(world, host)).toBeGreaterThan(0)
    expect(hostStorage.lostPaths(world, host)).toBe(2)
    const bytes = [...world.all('volume')].map(one => volumes.redirectedBytesPerS(world, one))
    expect(Math.max(...bytes)).toBeGreaterThan(0)
  })
})

describe('figures of clusters', () => {
  test('figures: a healthy cluster of six: spare votes, no shared traffic', () => {
    const { world, cluster: row } = at('poc-lab')
    expect(cluster.lostNodes(world, row)).toBe(0)
    expect(cluster.spareVotes(world, row)).toBeGreaterThan(0)
    expect(cluster.brokenNetworks(world, row)).toBe(0)
    expect(cluster.sharesMigration(world, row)).toBe(0)
    expect(cluster.publicTraffic(world, row)).toBe(0)
    expect(cluster.oddAdapterNames(world, row)).toBe(0)
  })

  test('figures: heartbeats: half of one network is 30 a minute, of all networks an eighth', () => {
    const { laboratory, world, cluster: row } = at('poc-lab')
    const lose = (part: string) =>
      laboratory.strike({ kind: 'heartbeat-loss', targetId: row.id, part, amount: 50 })
    lose('Cluster Network 2')
    expect(cluster.missedHeartbeats(world, row)).toBe(30)
    expect(cluster.lostHeartbeats(world, row)).toBe(0)
    lose('Cluster Network 1')
    lose('Cluster Network 3')
    expect(cluster.lostHeartbeats(world, row)).toBeCloseTo(60 / 8, 9)
  })

  test('figures: one network left: migration shares it, and both go over that of the clients', () => {
    const { laboratory, world, cluster: row } = at('poc-lab')
    laboratory.strike({ kind: 'cluster-network-down', targetId: row.id, part: 'Cluster Network 2' })
    expect(cluster.brokenNetworks(world, row)).toBe(1)
    expect(cluster.publicTraffic(world, row)).toBe(1)
    laboratory.strike({ kind: 'cluster-network-down', targetId: row.id, part: 'Cluster Network 3' })
    expect(cluster.sharesMigration(world, row)).toBe(1)
    expect(cluster.publicTraffic(world, row)).toBe(2)
  })

  test('figures: a service pack and an adapter name that only one node has', () => {
    const { world, host, cluster: row } = at('poc-lab')
    const adapters = host.adapters!.map((one, at) => (at === 3 ? { ...one, name: 'LM' } : one))
    world.apply(put('host', { ...host, servicePack: 1, adapters }))
    expect(cluster.otherServicePacks(world, row)).toBe(1)
    expect(cluster.oddAdapterNames(world, row)).toBe(5)
  })
})
