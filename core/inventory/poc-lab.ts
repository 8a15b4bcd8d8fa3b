import { streamOf } from '../workload/index.ts'
import type { FabricBuilder } from './builder.ts'
import { fillLibrary } from './library.ts'
import { bladeNetworks } from './networking.ts'

const desktops = 260
/** The first of them run Windows XP, the rest Windows 7. */
const xpDesktops = 200

const virtualNetworks = [
  { name: 'Management' },
  { name: 'Desktops', vlan: 10 },
  { name: 'Servers', vlan: 20 },
]

/**
 * The lab of the proof of concept: six blades of 2 x 4 cores and 32 GB, one LUN on five 15k disks
 * behind 4 Gb Fibre Channel, 260 desktops of 500 MB. `docs/fabrics.md` says what is ours.
 */
export function buildPocLab(builder: FabricBuilder, seed: number): void {
  const rootId = builder.hostGroup('All Hosts')
  const groupId = builder.hostGroup('Proof of concept', rootId)
  const clusterId = builder.cluster('poc-cluster', groupId, '2008-r2', bladeNetworks(1000))
  const arrayId = builder.array({
    ...{ name: 'clariion-01', model: 'EMC CLARiiON CX4', linkKind: 'fibre-channel', linkGbps: 4 },
    // PowerPath fails over from one storage processor to the other (seed 000).
    ...{ ports: ['SPA-0', 'SPB-0'], activePorts: 1 },
    // physics 2.4: guests share their image, and 70 % of writes are put together
    ...{ readHitRate: 0.9, coalescedShare: 0.7 },
  })
  const poolId = builder.pool({
    ...{ arrayId, name: 'RAID group 0', raid: 'raid-5', diskKind: 'fc-15k', disks: 5 },
    // 300 GB (10^9)
    diskGib: 279.4,
  })
  const volumeId = builder.volume({
    ...{ name: 'Volume1', kind: 'csv', fileSystem: 'cluster-fs', poolId },
    // four of five disks carry data in RAID 5: 1,200 GB are 1,117 GiB
    capacityGib: 1117,
  })
  const hostIds = [1, 2, 3, 4, 5, 6].map(number =>
    builder.host({
      name: `hv-0${number}`,
      hostGroupId: groupId,
      clusterId,
      version: '2008-r2',
      model: 'Blade, two quad-core Xeon',
      logicalProcessors: 8,
      cpuMhz: 2500,
      memoryMib: 32768,
      parentMib: 512,
      networkMbps: 1000,
      networks: virtualNetworks,
      volumeIds: [volumeId],
    }),
  )
  const draw = streamOf(seed, 1)
  for (let number = 1; number <= desktops; number++) {
    const xp = number <= xpDesktops
    builder.vm({
      name: `desk-${String(number).padStart(3, '0')}`,
      hostId: hostIds[(number - 1) % hostIds.length]!,
      volumeId,
      state: 'running',
      cpuCount: 1,
      memoryMib: 500,
      operatingSystem: xp ? 'Windows XP SP3' : 'Windows 7',
      diskGib: xp ? 10 : 20,
      usedGib: xp ? draw.between(20, 28) / 10 : draw.between(50, 60) / 10,
      workload: 'office-desktop',
      network: 'Desktops',
      highlyAvailable: true,
      description: 'Virtual desktop of the boot storm test',
      tags: ['desktop', xp ? 'windows-xp' : 'windows-7'],
      quotaPoints: 1,
      ageDays: 30,
      upDays: draw.between(0, 6),
    })
  }
  fillLibrary(builder, {
    rootId,
    server: 'library-01',
    throughputMibPerS: 110,
    desktopNetwork: 'Desktops',
    serverNetwork: 'Servers',
    highlyAvailable: true,
    organisation: 'Proof of concept',
    domain: 'poc.example',
    branches: [],
  })
}
