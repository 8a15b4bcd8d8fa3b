import type { HostGroupId, HostId, VolumeId, WorkloadProfile } from '../../shared/domain/index.ts'
import { streamOf } from '../workload/index.ts'
import type { FabricBuilder } from './builder.ts'
import { fillLibrary } from './library.ts'
import { sanNetworks } from './networking.ts'

type Place = 'hq1' | 'hq2' | 'lb' | 'hb'

interface Guest {
  readonly name: string
  readonly place: Place
  readonly os: '2003 R2' | '2008' | '2008 R2' | 'sles'
  readonly cpuCount: number
  readonly memoryMib: number
  readonly diskGib: number
  readonly usedGib: number
  readonly workload: WorkloadProfile
  readonly description: string
  readonly tags: readonly string[]
  readonly stopped?: true
}

const systems: Readonly<Record<Guest['os'], string>> = {
  '2003 R2': 'Windows Server 2003 R2',
  '2008': 'Windows Server 2008',
  '2008 R2': 'Windows Server 2008 R2',
  sles: 'SUSE Linux Enterprise Server 11',
}

function guest(
  name: string,
  place: Place,
  os: Guest['os'],
  hardware: readonly [cpuCount: number, memoryMib: number, diskGib: number, usedGib: number],
  workload: WorkloadProfile,
  description: string,
  ...tags: string[]
): Guest {
  const [cpuCount, memoryMib, diskGib, usedGib] = hardware
  return { name, place, os, cpuCount, memoryMib, diskGib, usedGib, workload, description, tags }
}

/** The servers of a small agency; seed 003 names the products, the rest is ours. */
const guests: readonly Guest[] = [
  guest('sac-dc-01', 'hq1', '2008 R2', [1, 2048, 40, 14], 'idle', 'Domain controller', 'directory'),
  guest('sac-dc-02', 'hq2', '2008', [1, 2048, 40, 13], 'idle', 'Domain controller', 'directory'),
  guest('sac-mail-01', 'hq1', '2008', [4, 6144, 120, 84], 'office-desktop', 'Mail', 'mail'),
  guest('sac-file-01', 'hq2', '2008 R2', [2, 2048, 300, 190], 'idle', 'File shares', 'file'),
  guest('sac-print-01', 'hq1', '2003 R2', [1, 1024, 20, 8], 'idle', 'Print queues', 'print'),
  guest(
    'sac-sql-01',
    'hq1',
    '2008 R2',
    [4, 6144, 120, 62],
    'database',
    'Lease records',
    'database',
  ),
  guest('sac-sql-02', 'hq2', '2008', [2, 4096, 80, 41], 'database', 'Accounting', 'database'),
  guest('sac-web-01', 'hq2', '2008 R2', [2, 2048, 40, 16], 'web-server', 'Public site', 'web'),
  guest('sac-web-02', 'hq1', '2008 R2', [2, 2048, 40, 15], 'web-server', 'Intranet', 'web'),
  guest('sac-gis-01', 'hq2', '2008', [4, 6144, 200, 120], 'batch', 'Maps of state lands', 'gis'),
  guest('sac-vmm-01', 'hq1', '2008 R2', [2, 2048, 60, 24], 'idle', 'SCVMM 2008 R2', 'management'),
  guest('sac-om-01', 'hq2', '2008 R2', [2, 4096, 80, 37], 'database', 'SCOM', 'management'),
  guest('sac-portal-01', 'hq1', '2008 R2', [1, 2048, 40, 15], 'idle', 'Self-service portal', 'web'),
  guest('sac-doc-01', 'hq2', '2003 R2', [2, 2048, 60, 33], 'web-server', 'Documents', 'web'),
  guest('sac-dev-01', 'hq2', '2008 R2', [1, 1024, 40, 18], 'idle', 'Development', 'development'),
  {
    ...guest('sac-dev-02', 'hq1', '2008', [1, 1024, 40, 17], 'idle', 'Old test', 'development'),
    stopped: true,
  },
  guest('lb-dc-01', 'lb', '2008 R2', [1, 2048, 40, 14], 'idle', 'Domain controller', 'directory'),
  guest('lb-file-01', 'lb', '2008 R2', [2, 2048, 300, 170], 'idle', 'File shares', 'file'),
  guest('lb-print-01', 'lb', '2003 R2', [1, 1024, 20, 7], 'idle', 'Print queues', 'print'),
  guest('lb-app-01', 'lb', '2008', [2, 4096, 60, 28], 'office-desktop', 'Permit system', 'app'),
  guest('lb-sql-01', 'lb', '2008', [2, 4096, 80, 38], 'database', 'Permit records', 'database'),
  guest('hb-dc-01', 'hb', '2008 R2', [1, 1024, 40, 13], 'idle', 'Domain controller', 'directory'),
  guest('hb-file-01', 'hb', '2008 R2', [1, 2048, 150, 88], 'idle', 'File shares', 'file'),
  guest('hb-mon-01', 'hb', 'sles', [1, 1024, 20, 5], 'batch', 'Oil terminal figures', 'app'),
]

interface Office {
  readonly hostId: HostId
  readonly volumeId: VolumeId
}

/** A server with its own mirrored disks; all figures are ours. */
function standAlone(builder: FabricBuilder, name: string, hostGroupId: HostGroupId, gib: number) {
  const arrayId = builder.array({
    ...{ name: 'disks', model: 'Smart Array P400', linkKind: 'sas', linkGbps: 3 },
    ...{ ports: ['1I'], activePorts: 1, readHitRate: 0.3, coalescedShare: 0.5 },
  })
  const poolId = builder.pool({
    ...{ arrayId, name: 'RAID group 0', raid: 'raid-10', diskKind: 'sas-10k', disks: 4 },
    diskGib: 558.8,
  })
  const volumeId = builder.volume({
    ...{ name: 'D:', kind: 'local', fileSystem: 'ntfs', capacityGib: 1100, poolId },
  })
  return { hostId: host(builder, name, hostGroupId, gib, [volumeId]), volumeId }
}

function host(
  builder: FabricBuilder,
  name: string,
  hostGroupId: HostGroupId,
  memoryGib: number,
  volumeIds: readonly VolumeId[],
  clusterId?: `cluster-${number}`,
): HostId {
  return builder.host({
    name,
    hostGroupId,
    clusterId,
    version: '2008-r2',
    model: 'Rack server, two quad-core Xeon',
    logicalProcessors: 8,
    cpuMhz: 2260,
    memoryMib: memoryGib * 1024,
    parentMib: 1024,
    networkMbps: 1000,
    networks:
      clusterId === undefined
        ? [{ name: 'Management' }, { name: 'Production', kind: 'dedicated' }]
        : [{ name: 'Management' }, { name: 'Production', vlan: 20 }],
    volumeIds,
  })
}

/** The two servers of headquarters: each on its own, or nodes of a cluster on an iSCSI SAN. */
function headquarters(
  builder: FabricBuilder,
  groupId: HostGroupId,
  san: boolean,
): readonly [Office, Office] {
  if (!san) {
    return [
      standAlone(builder, 'sac-hv-01', groupId, 32),
      standAlone(builder, 'sac-hv-02', groupId, 32),
    ]
  }
  const clusterId = builder.cluster('sac-cluster', groupId, '2008-r2', sanNetworks)
  const arrayId = builder.array({
    ...{ name: 'sac-san-01', model: 'iSCSI SAN', linkKind: 'iscsi', linkGbps: 1 },
    ...{ ports: ['eth0', 'eth1'], activePorts: 2, readHitRate: 0.5, coalescedShare: 0.5 },
  })
  const [first, second] = [1, 2].map(number => {
    const poolId = builder.pool({
      ...{ arrayId, name: `RAID group ${number - 1}`, raid: 'raid-5', diskKind: 'sas-10k' },
      ...{ disks: 8, diskGib: 279.4 },
    })
    const name = `Volume${number}`
    const size = { capacityGib: 1600, poolId }
    return builder.volume({ name, kind: 'csv', fileSystem: 'csv', ...size })
  }) as [VolumeId, VolumeId]
  const nodes = ['sac-hv-01', 'sac-hv-02'].map(name =>
    host(builder, name, groupId, 48, [first, second], clusterId),
  ) as [HostId, HostId]
  return [
    { hostId: nodes[0], volumeId: first },
    { hostId: nodes[1], volumeId: second },
  ]
}

/**
 * The agency of seed 003's use case: four hosts in three offices. With `san` its planned step: the
 * two hosts of headquarters become a cluster on an iSCSI SAN.
 */
export function buildStateAgency(builder: FabricBuilder, seed: number, san: boolean): void {
  const rootId = builder.hostGroup('All Hosts')
  const headquartersId = builder.hostGroup('Sacramento headquarters', rootId)
  const longBeachId = builder.hostGroup('Long Beach', rootId)
  const fieldId = builder.hostGroup('Huntington Beach field office', rootId)
  const [hq1, hq2] = headquarters(builder, headquartersId, san)
  const offices: Record<Place, Office> = {
    hq1,
    hq2,
    lb: standAlone(builder, 'lb-hv-01', longBeachId, 24),
    hb: standAlone(builder, 'hb-hv-01', fieldId, 16),
  }
  const draw = streamOf(seed, 2)
  for (const one of guests) {
    const office = offices[one.place]
    builder.vm({
      name: one.name,
      ...office,
      state: one.stopped ? 'stopped' : 'running',
      cpuCount: one.cpuCount,
      memoryMib: one.memoryMib,
      operatingSystem: systems[one.os],
      diskGib: one.diskGib,
      usedGib: one.usedGib,
      workload: one.workload,
      network: 'Production',
      highlyAvailable: san && (one.place === 'hq1' || one.place === 'hq2'),
      description: one.description,
      tags: one.tags,
      quotaPoints: one.cpuCount,
      ageDays: draw.between(90, 900),
      upDays: draw.between(1, 30),
    })
  }
  fillLibrary(builder, {
    rootId,
    server: 'sac-lib-01',
    throughputMibPerS: 110,
    desktopNetwork: 'Production',
    serverNetwork: 'Production',
    highlyAvailable: san,
    organisation: 'State agency',
    domain: 'agency.example',
    branches: [{ hostGroupId: longBeachId, server: 'lb-lib-01' }],
  })
}
