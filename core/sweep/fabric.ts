import type {
  ClusterId,
  DynamicMemory,
  HostGroupId,
  HostId,
  PoolId,
  VolumeId,
} from '../../shared/domain/index.ts'
import {
  canHaveDynamicMemory,
  diskKinds,
  hasDynamicMemory,
  linkKinds,
  workloadProfiles,
} from '../../shared/domain/index.ts'
import { FabricBuilder } from '../inventory/builder.ts'
import { fillLibrary } from '../inventory/library.ts'
import { bladeNetworks, sanNetworks } from '../inventory/networking.ts'
import type { HostRow } from '../world/index.ts'
import type { Simulation } from '../engine/simulation.ts'
import type { Chance } from './chance.ts'

const systems = ['Windows Server 2008 R2', 'Windows 7', 'Windows XP SP3', 'SUSE Linux 11'] as const
const networks = ['Management', 'Servers', 'Desktops']
const raids = ['raid-5', 'raid-6', 'raid-10'] as const
const fileSystems = ['csv', 'cluster-fs', 'ntfs'] as const

/** Hosts with a place for VMs, and the volumes that they reach together. */
interface Site {
  readonly hostIds: readonly HostId[]
  readonly volumeIds: readonly VolumeId[]
  readonly isCluster: boolean
}

/**
 * A small fabric of its own for each seed, on top of an empty one: one or two clusters on an array,
 * up to two stand-alone hosts, and a handful of VMs of every size and state.
 */
export function buildRandomFabric({ world, workload }: Simulation, chance: Chance): void {
  const builder = new FabricBuilder(world, workload)
  const [root] = [...world.all('hostgroup')]
  const rootId = root!.id
  const groupId = builder.hostGroup('Site', rootId)
  const sites: Site[] = []
  const clusters = chance.integer(1, 2)
  for (let number = 1; number <= clusters; number++) {
    sites.push(clusterSite(builder, chance, groupId, number))
  }
  const alone = chance.integer(0, 2)
  for (let number = 1; number <= alone; number++) {
    sites.push(loneHost(builder, chance, rootId, number))
  }
  addVms(builder, chance, sites)
  fillLibrary(builder, {
    ...{ rootId, server: 'library-02', throughputMibPerS: 110, desktopNetwork: 'Desktops' },
    ...{ serverNetwork: 'Servers', highlyAvailable: true, organisation: 'Sweep' },
    ...{ domain: 'sweep.example', branches: [] },
  })
  builder.finish()
}

function clusterSite(
  builder: FabricBuilder,
  chance: Chance,
  groupId: HostGroupId,
  number: number,
): Site {
  const version = chance.pick(['2008-r2', '2012-r2'] as const)
  const specs = chance.pick([bladeNetworks(1000), bladeNetworks(10000), sanNetworks])
  const clusterId = builder.cluster(`cluster-${number}`, groupId, version, specs)
  const poolId = arrayPool(builder, chance, `array-${number}`)
  const volumes = chance.integer(1, 3)
  const volumeIds: VolumeId[] = []
  for (let at = 1; at <= volumes; at++) {
    const fileSystem = chance.pick(fileSystems)
    volumeIds.push(
      builder.volume({
        ...{ name: `Volume${number}${at}`, poolId, capacityGib: chance.integer(100, 400) },
        ...{ fileSystem, kind: fileSystem === 'ntfs' ? 'cluster-disk' : 'csv' },
      }),
    )
  }
  const nodes = chance.integer(2, 4)
  const hostIds: HostId[] = []
  for (let at = 1; at <= nodes; at++) {
    const place = { hostGroupId: groupId, clusterId, volumeIds, version }
    hostIds.push(addHost(builder, chance, `node-${number}${at}`, place))
  }
  return { hostIds, volumeIds, isCluster: true }
}

function loneHost(
  builder: FabricBuilder,
  chance: Chance,
  groupId: HostGroupId,
  number: number,
): Site {
  const poolId = arrayPool(builder, chance, `disks-${number}`)
  const volumeId = builder.volume({
    ...{ name: 'D:', kind: 'local', fileSystem: 'ntfs', poolId },
    capacityGib: chance.integer(100, 400),
  })
  const version = chance.pick(['2008-r2', '2012-r2'] as const)
  const place = { hostGroupId: groupId, volumeIds: [volumeId], version }
  const hostId = addHost(builder, chance, `alone-${number}`, place)
  return { hostIds: [hostId], volumeIds: [volumeId], isCluster: false }
}

function arrayPool(builder: FabricBuilder, chance: Chance, name: string): PoolId {
  const arrayId = builder.array({
    ...{ name, model: 'Sweep array', linkKind: chance.pick(linkKinds) },
    ...{
      linkGbps: chance.pick([4, 8, 16]),
      ports: ['A0', 'B0'],
      activePorts: chance.integer(1, 2),
    },
    ...{ readHitRate: chance.integer(0, 9) / 10, coalescedShare: chance.integer(0, 7) / 10 },
  })
  return builder.pool({
    ...{ arrayId, name: `${name} group`, raid: chance.pick(raids) },
    // Large enough for three volumes whatever the level leaves.
    ...{ diskKind: chance.pick(diskKinds), disks: 2 * chance.integer(3, 6), diskGib: 558 },
  })
}

interface Place {
  readonly hostGroupId: HostGroupId
  readonly clusterId?: ClusterId
  readonly version: '2008-r2' | '2012-r2'
  readonly volumeIds: readonly VolumeId[]
}

function addHost(builder: FabricBuilder, chance: Chance, name: string, place: Place): HostId {
  return builder.host({
    ...{ name, ...place, model: 'Sweep host', cpuMhz: 2500, parentMib: 512 },
    ...(place.version === '2008-r2' && chance.percent(50) ? { servicePack: 1 } : {}),
    networks: networks.map((name, at) => ({ name, vlan: at + 1 })),
    logicalProcessors: chance.pick([4, 8, 16]),
    memoryMib: chance.pick([8192, 16384, 32768]),
    networkMbps: chance.pick([1000, 10000]),
  })
}

/** Every other VM that can have dynamic memory has some. */
function dynamicMemoryFor(
  chance: Chance,
  host: HostRow,
  memoryMib: number,
  operatingSystem: string,
): { dynamicMemory?: DynamicMemory } {
  const isWanted = chance.percent(50)
  const isAble = hasDynamicMemory(host) && canHaveDynamicMemory(operatingSystem, host.version)
  if (!isWanted || !isAble) return {}
  const [minimumMib, maximumMib] = [chance.integer(64, memoryMib), memoryMib * chance.integer(1, 4)]
  const [bufferPercent, weight] = [chance.integer(5, 100), chance.integer(0, 10000)]
  return { dynamicMemory: { minimumMib, maximumMib, bufferPercent, weight } }
}

function addVms(builder: FabricBuilder, chance: Chance, sites: readonly Site[]): void {
  const count = chance.integer(4, 12)
  for (let number = 1; number <= count; number++) {
    const site = chance.pick(sites)
    const volumeId = chance.pick(site.volumeIds)
    const volume = builder.world.get('volume', volumeId)
    const anyId = chance.pick(site.hostIds)
    // A disk of one owner has its VMs where that is.
    const hostId = volume.kind === 'cluster-disk' ? (volume.ownerHostId ?? anyId) : anyId
    const memoryMib = chance.pick([512, 1024, 2048, 4096])
    const wanted = chance.pick(['running', 'running', 'running', 'stopped', 'saved'] as const)
    const state = builder.admits(hostId, memoryMib) ? wanted : 'stopped'
    const usedGib = chance.integer(1, 8)
    const operatingSystem = chance.pick(systems)
    const host = builder.world.get('host', hostId)
    builder.vm({
      ...{ name: `vm-${number}`, hostId, volumeId, state },
      ...{ cpuCount: chance.pick([1, 2, 4]), memoryMib, operatingSystem },
      ...dynamicMemoryFor(chance, host, memoryMib, operatingSystem),
      ...{ diskGib: usedGib + chance.integer(0, 12), usedGib },
      ...{ format: 'dynamic', workload: chance.pick(workloadProfiles) },
      ...{ network: chance.pick(networks), highlyAvailable: site.isCluster },
      ...{ description: '', tags: [], quotaPoints: 1, ageDays: 30, upDays: 3 },
    })
  }
}
