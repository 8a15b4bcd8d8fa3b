import type { DiskId, HostGroupId, ShareId } from '../../shared/domain/index.ts'
import type { GuestOs, Hardware } from '../../shared/contract/index.ts'
import type { DiskRow, GuestOsProfileRow, HardwareProfileRow, TemplateRow } from '../world/index.ts'
import { put } from '../world/index.ts'
import type { FabricBuilder } from './builder.ts'

/** What a fabric decides of its library. */
export interface LibraryPlan {
  readonly rootId: HostGroupId
  readonly server: string
  readonly throughputMibPerS: number
  readonly desktopNetwork: string
  readonly serverNetwork: string
  /** Whether templates make highly available VMs: where hosts are in clusters. */
  readonly highlyAvailable: boolean
  readonly organisation: string
  readonly domain: string
  /** Further shares, each with copies of the most used disks. */
  readonly branches: readonly { hostGroupId: HostGroupId; server: string }[]
}

type DiskSpec = Pick<
  DiskRow,
  'name' | 'sizeGib' | 'usedGib' | 'format' | 'operatingSystem' | 'sysprepped'
>

function disk(name: string, operatingSystem: string, sizeGib: number, usedGib: number): DiskSpec {
  return { name, operatingSystem, sizeGib, usedGib, format: 'dynamic', sysprepped: true }
}

const disks = {
  xp: disk('Windows XP SP3.vhd', 'Windows XP SP3', 10, 2.4),
  win7: disk('Windows 7 Enterprise.vhd', 'Windows 7', 60, 7.2),
  server: disk('Windows Server 2008 R2.vhd', 'Windows Server 2008 R2', 40, 9.5),
  sql: disk('Windows Server 2008 R2 with SQL Server.vhd', 'Windows Server 2008 R2', 120, 16.8),
  sles: disk('SLES 11.vhd', 'SUSE Linux Enterprise Server 11', 20, 3.6),
  blankSmall: { ...disk('Blank Disk - Small.vhd', 'None', 16, 0.1), sysprepped: false },
  blankLarge: { ...disk('Blank Disk - Large.vhd', 'None', 60, 0.1), sysprepped: false },
}
type DiskKey = keyof typeof disks

type Size = readonly [cpuCount: number, memoryMib: number]

interface TemplateSpec {
  readonly name: string
  readonly description: string
  readonly disk: DiskKey
  readonly profile: string
  readonly guestProfile: string
  readonly quotaPoints: number
  readonly workload: TemplateRow['workload']
  readonly enabled: boolean
}

const sizes: Readonly<Record<string, { size: Size; description: string; desktop: boolean }>> = {
  'Small desktop': { size: [1, 512], description: 'One office program at a time', desktop: true },
  Workstation: { size: [2, 4096], description: 'Analysis and development', desktop: true },
  'Small server': { size: [1, 1024], description: 'Agents and utilities', desktop: false },
  'Medium server': { size: [2, 2048], description: 'Line-of-business servers', desktop: false },
  'Web server': { size: [2, 4096], description: 'Internet Information Services', desktop: false },
  'Large server': { size: [4, 8192], description: 'Databases', desktop: false },
}

const guestProfiles: Readonly<Record<string, string>> = {
  'Windows XP desktop': 'Windows XP SP3',
  'Windows 7 desktop': 'Windows 7',
  'Windows Server 2008 R2': 'Windows Server 2008 R2',
  'SUSE Linux': 'SUSE Linux Enterprise Server 11',
}

const templates: readonly TemplateSpec[] = [
  {
    name: 'Standard desktop',
    description: 'Windows XP SP3, office set',
    disk: 'xp',
    profile: 'Small desktop',
    guestProfile: 'Windows XP desktop',
    quotaPoints: 1,
    workload: 'office-desktop',
    enabled: true,
  },
  {
    name: 'Analyst workstation',
    description: 'Windows 7, statistics set',
    disk: 'win7',
    profile: 'Workstation',
    guestProfile: 'Windows 7 desktop',
    quotaPoints: 4,
    workload: 'office-desktop',
    enabled: true,
  },
  {
    name: 'Accounting server',
    description: 'Windows Server 2008 R2, accounting services',
    disk: 'server',
    profile: 'Medium server',
    guestProfile: 'Windows Server 2008 R2',
    quotaPoints: 3,
    workload: 'office-desktop',
    enabled: true,
  },
  {
    name: 'Build agent',
    description: 'SLES 11, compiler set',
    disk: 'sles',
    profile: 'Small server',
    guestProfile: 'SUSE Linux',
    quotaPoints: 2,
    workload: 'batch',
    enabled: true,
  },
  {
    name: 'Web server',
    description: 'Windows Server 2008 R2, IIS 7.5',
    disk: 'server',
    profile: 'Web server',
    guestProfile: 'Windows Server 2008 R2',
    quotaPoints: 4,
    workload: 'web-server',
    enabled: true,
  },
  {
    name: 'Database test server',
    description: 'Windows Server 2008 R2, SQL Server 2008 R2; waits for its licences',
    disk: 'sql',
    profile: 'Large server',
    guestProfile: 'Windows Server 2008 R2',
    quotaPoints: 8,
    workload: 'database',
    enabled: false,
  },
]

function addDisks(builder: FabricBuilder, shareId: ShareId, keys: readonly DiskKey[]) {
  const ids = new Map<DiskKey, DiskId>()
  for (const key of keys) {
    const id = builder.world.nextId('disk')
    builder.world.apply(put('disk', { ...disks[key], id, shareId }))
    ids.set(key, id)
  }
  return ids
}

function addHardwareProfiles(builder: FabricBuilder, plan: LibraryPlan): Map<string, Hardware> {
  const made = new Map<string, Hardware>()
  for (const [name, { size, description, desktop }] of Object.entries(sizes)) {
    const network = desktop ? plan.desktopNetwork : plan.serverNetwork
    const hardware: Hardware = {
      cpuCount: size[0],
      memoryMib: size[1],
      cpuWeight: 100,
      cpuReservePercent: 0,
      cpuLimitPercent: 100,
      highlyAvailable: plan.highlyAvailable,
      networks: [{ network, kind: 'synthetic' }],
    }
    const id = builder.world.nextId('hwprofile')
    const row: HardwareProfileRow = { id, name, description, hardware }
    builder.world.apply(put('hwprofile', row))
    made.set(name, hardware)
  }
  return made
}

function addGuestProfiles(builder: FabricBuilder, plan: LibraryPlan): Map<string, GuestOs> {
  const made = new Map<string, GuestOs>()
  for (const [name, operatingSystem] of Object.entries(guestProfiles)) {
    const guestOs: GuestOs = {
      operatingSystem,
      computerName: '*',
      organisation: plan.organisation,
      timeZone: 'UTC',
      domain: plan.domain,
    }
    const id = builder.world.nextId('osprofile')
    const description = `${operatingSystem}, joined to ${plan.domain}`
    const row: GuestOsProfileRow = { id, name, description, guestOs }
    builder.world.apply(put('osprofile', row))
    made.set(name, guestOs)
  }
  return made
}

/** Fills the library of a fabric: shares with disks, profiles and six templates, one disabled. */
export function fillLibrary(builder: FabricBuilder, plan: LibraryPlan): void {
  const { rootId, server, throughputMibPerS } = plan
  const shareId = builder.share('MSSCVMMLibrary', server, rootId, throughputMibPerS)
  const diskIds = addDisks(builder, shareId, Object.keys(disks) as DiskKey[])
  const hardware = addHardwareProfiles(builder, plan)
  const guests = addGuestProfiles(builder, plan)
  for (const spec of templates) {
    builder.world.apply(
      put('template', {
        id: builder.world.nextId('template'),
        name: spec.name,
        description: spec.description,
        enabled: spec.enabled,
        diskId: diskIds.get(spec.disk)!,
        hardware: hardware.get(spec.profile)!,
        guestOs: guests.get(spec.guestProfile)!,
        hardwareProfileName: spec.profile,
        guestOsProfileName: spec.guestProfile,
        quotaPoints: spec.quotaPoints,
        workload: spec.workload,
      }),
    )
  }
  for (const branch of plan.branches) {
    const id = builder.share('Library', branch.server, branch.hostGroupId, throughputMibPerS)
    addDisks(builder, id, ['win7', 'server'])
  }
}
