import type { HostGroupId, HostId, VolumeId } from '../../shared/domain/index.ts'
import type { Stream } from '../workload/index.ts'
import { streamOf } from '../workload/index.ts'
import type { FabricBuilder, VmSpec } from './builder.ts'
import type { EnterprisePlan, SitePlan } from './enterprise-plan.ts'
import type { GuestKind } from './guests.ts'
import { fillLibrary } from './library.ts'
import { bladeNetworks } from './networking.ts'

/** One VLAN for each kind of guest; the host's own traffic goes untagged. */
const virtualNetworks = [
  { name: 'Management' },
  { name: 'Production', vlan: 100 },
  { name: 'Test', vlan: 200 },
  { name: 'Desktops', vlan: 300 },
]

interface ClusterPlan {
  readonly name: string
  readonly site: SitePlan
  readonly test: boolean
  readonly hostIds: readonly HostId[]
  readonly volumeIds: readonly VolumeId[]
}

/** Builds regions, sites, clusters and VMs of a plan; names say where a thing stands. */
export function buildEnterprise(builder: FabricBuilder, plan: EnterprisePlan, seed: number): void {
  const rootId = builder.hostGroup('All Hosts')
  const regions = new Map<string, HostGroupId>()
  const numbers = new Map<string, number>()
  const draw = streamOf(seed, 3)
  for (const site of plan.sites) {
    const regionId = regions.get(site.region) ?? builder.hostGroup(site.region, rootId)
    regions.set(site.region, regionId)
    const siteId = builder.hostGroup(site.name, regionId)
    for (const test of [false, true]) {
      const groupId = builder.hostGroup(test ? 'Test' : 'Production', siteId)
      const sizes = test ? site.test : site.production
      sizes.forEach((nodes, at) => {
        const name = `${site.code}-${test ? 'tst' : 'prd'}-${at + 1}`
        const { hostIds, volumeIds } = addCluster(builder, plan, groupId, name, nodes)
        addVms(builder, plan, { name, site, test, hostIds, volumeIds }, numbers, draw)
      })
    }
  }
  fillLibrary(builder, {
    rootId,
    server: 'library-01',
    throughputMibPerS: plan.libraryMibPerS,
    desktopNetwork: 'Desktops',
    serverNetwork: 'Production',
    highlyAvailable: true,
    organisation: 'Enterprise',
    domain: 'corp.example',
    branches: [...regions].map(([region, hostGroupId]) => ({
      hostGroupId,
      server: `library-${region.toLowerCase().replaceAll(' ', '-')}`,
    })),
  })
}

function addCluster(
  builder: FabricBuilder,
  plan: EnterprisePlan,
  groupId: HostGroupId,
  name: string,
  nodes: number,
) {
  const clusterId = builder.cluster(name, groupId, plan.version, bladeNetworks(plan.networkMbps))
  const arrayId = builder.array({
    ...{ name: `${name}-san`, model: 'Fibre Channel array', linkKind: 'fibre-channel' },
    ...{ linkGbps: 8, ports: ['A0', 'B0'], activePorts: 1 },
    ...{ readHitRate: 0.6, coalescedShare: 0.6 },
  })
  const volumeIds: VolumeId[] = []
  for (let number = 1; number <= Math.ceil(nodes / 4); number++) {
    const poolId = builder.pool({
      ...{ arrayId, name: `RAID group ${number - 1}`, raid: 'raid-10', diskKind: 'sas-15k' },
      ...{ disks: 24, diskGib: 419.1 },
    })
    const volume = { name: `Volume${number}`, kind: 'csv', fileSystem: 'csv' } as const
    volumeIds.push(builder.volume({ ...volume, capacityGib: 4096, poolId }))
  }
  const hostIds: HostId[] = []
  for (let number = 1; number <= nodes; number++) {
    hostIds.push(
      builder.host({
        name: `${name}-n${String(number).padStart(2, '0')}`,
        hostGroupId: groupId,
        clusterId,
        version: plan.version,
        ...(plan.version === '2008-r2' ? { servicePack: 1 } : {}),
        model: plan.model,
        ...{ logicalProcessors: plan.logicalProcessors, cores: plan.cores },
        cpuMhz: plan.cpuMhz,
        memoryMib: plan.memoryMib,
        parentMib: plan.parentMib,
        networkMbps: plan.networkMbps,
        networks: virtualNetworks,
        volumeIds,
      }),
    )
  }
  return { hostIds, volumeIds }
}

function addVms(
  builder: FabricBuilder,
  plan: EnterprisePlan,
  cluster: ClusterPlan,
  numbers: Map<string, number>,
  draw: Stream,
): void {
  const { hostIds, volumeIds, site, test } = cluster
  const count = hostIds.length * plan.vmsPerHost
  for (let at = 0; at < count; at++) {
    const kind = kindAt(plan.guests, test, draw.between(0, 99))
    const base = `${site.code}-${test ? 't' : ''}${kind.code}`
    const number = (numbers.get(base) ?? 0) + 1
    numbers.set(base, number)
    const spec = guestOf(kind, test, draw)
    const hostId = hostFor(builder, hostIds, at, spec.memoryMib)
    builder.vm({
      ...spec,
      name: `${base}-${String(number).padStart(4, '0')}`,
      hostId: hostId ?? hostIds[at % hostIds.length]!,
      volumeId: volumeIds[at % volumeIds.length]!,
      state: hostId ? stateOf(draw.between(1, 1000)) : 'stopped',
    })
  }
}

/** The next node in turn that has room; undefined where none has. */
function hostFor(
  builder: FabricBuilder,
  hostIds: readonly HostId[],
  turn: number,
  memoryMib: number,
): HostId | undefined {
  for (let step = 0; step < hostIds.length; step++) {
    const hostId = hostIds[(turn + step) % hostIds.length]!
    if (builder.admits(hostId, memoryMib)) return hostId
  }
  return undefined
}

/** 6.5 % are stopped and 1.5 % saved. */
function stateOf(perMille: number): VmSpec['state'] {
  if (perMille <= 65) return 'stopped'
  return perMille <= 80 ? 'saved' : 'running'
}

function kindAt(kinds: readonly GuestKind[], test: boolean, percent: number): GuestKind {
  let left = percent
  for (const kind of kinds) {
    left -= kind.share[test ? 1 : 0]
    if (left < 0) return kind
  }
  return kinds[0]!
}

const costCentres = ['1040', '1210', '2300', '3150', '4400', '5020'] as const

type Placeless = Omit<VmSpec, 'name' | 'hostId' | 'volumeId' | 'state'>

function guestOf(kind: GuestKind, test: boolean, draw: Stream): Placeless {
  const desktop = kind.workload === 'office-desktop'
  return {
    cpuCount: draw.pick(kind.cpuCounts),
    memoryMib: draw.pick(kind.memoryMib),
    operatingSystem: kind.operatingSystem,
    diskGib: kind.diskGib,
    usedGib: draw.between(kind.usedGib[0] * 10, kind.usedGib[1] * 10) / 10,
    workload: kind.workload,
    network: networkOf(desktop, test),
    highlyAvailable: true,
    description: test ? `${kind.description}, test` : kind.description,
    tags: [kind.code, test ? 'test' : 'production'],
    customProperties: { 'Cost centre': draw.pick(costCentres) },
    quotaPoints: kind.quotaPoints,
    ageDays: draw.between(10, 900),
    upDays: draw.between(0, 9),
  }
}

function networkOf(desktop: boolean, test: boolean): string {
  if (test) return 'Test'
  return desktop ? 'Desktops' : 'Production'
}
