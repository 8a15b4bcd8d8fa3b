import { z } from 'zod'
import type { HostLimits, HostVersion } from './fabric.ts'
import { hostLimits } from './fabric.ts'

/** How a host stands: its virtualization runs, is being started, is off, or answers nothing. */
export const hostConditions = ['up', 'starting', 'down', 'hung'] as const
export type HostCondition = (typeof hostConditions)[number]

/** What the console says of a host (facts 6.1, the worst of several). */
export const hostStatuses = [
  'responding',
  'not-responding',
  'powered-off',
  'maintenance',
  'pending',
] as const
export type HostStatus = (typeof hostStatuses)[number]
export const hostStatus = z.enum(hostStatuses)

/** Baseboard controllers by which the console turns a host on and off (facts 2.3). */
export const bmcKinds = ['ipmi', 'smash', 'custom', 'none'] as const
export type BmcKind = (typeof bmcKinds)[number]
export const bmcKind = z.enum(bmcKinds)

/** The virtualization products that the console manages (seeds 000, 003). */
export const hypervisorKinds = ['hyper-v', 'esx', 'virtual-server'] as const
export type HypervisorKind = (typeof hypervisorKinds)[number]
export const hypervisorKind = z.enum(hypervisorKinds)

/** What a virtualization product can do; figures of ESX and Virtual Server are unsure. */
export interface Hypervisor {
  readonly title: string
  readonly canCluster: boolean
  readonly canLiveMigrate: boolean
  readonly canPlaceNewVms: boolean
  readonly hasDynamicMemory: boolean
  /** Its own limits; Hyper-V has those of its host version. */
  readonly limits?: HostLimits
}

export const hypervisors: Readonly<Record<HypervisorKind, Hypervisor>> = {
  'hyper-v': {
    title: 'Hyper-V',
    canCluster: true,
    canLiveMigrate: true,
    canPlaceNewVms: true,
    hasDynamicMemory: true,
  },
  esx: {
    title: 'VMware ESX',
    canCluster: false,
    canLiveMigrate: false,
    canPlaceNewVms: false,
    hasDynamicMemory: false,
    limits: {
      ...{ vcpusPerVm: 8, memoryMibPerVm: 261120, runningVmsPerHost: 320 },
      ...{ clusterNodes: 32, vmsPerCluster: 1280, processorRatio: 20 },
    },
  },
  'virtual-server': {
    title: 'Virtual Server 2005 R2',
    canCluster: false,
    canLiveMigrate: false,
    canPlaceNewVms: false,
    hasDynamicMemory: false,
    limits: {
      ...{ vcpusPerVm: 1, memoryMibPerVm: 3686, runningVmsPerHost: 64 },
      ...{ clusterNodes: 8, vmsPerCluster: 512 },
    },
  },
}

/** What a host keeps back from VMs, and the operations that a rating takes for all (facts 1.4). */
export interface HostReserves {
  readonly cpuReservePercent: number
  readonly memoryReserveMib: number
  readonly diskReserveMib: number
  readonly iopsMax: number
  readonly networkReservePercent: number
  /** Two further levels of what stays available, above the reserve; absent for no further one. */
  readonly levels?: ReserveLevels
}

/** Resources with levels of availability, and the unit of each. */
export const levelUnits = {
  ...{ cpu: '%', memory: 'MB', disk: 'MB', iops: 'IOPS', network: '%' },
} as const
export type LevelResource = keyof typeof levelUnits
export const levelResources = Object.keys(levelUnits) as LevelResource[]

/** What should stay available: below the first VMs move away, above the second VMs are welcome. */
export type ReserveLevels = {
  readonly [Resource in LevelResource]?: {
    readonly startOptimization?: number
    readonly placement?: number
  }
}

/** The reserves of a fabric in which nobody set any (facts 1.4). */
export const defaultReserves: HostReserves = {
  ...{ cpuReservePercent: 10, memoryReserveMib: 256, diskReserveMib: 100 },
  ...{ iopsMax: 10000, networkReservePercent: 10 },
}
export type ReserveKey = Exclude<keyof HostReserves, 'levels'>
export const reserveKeys = Object.keys(defaultReserves) as ReserveKey[]
const level = z.number().min(0).max(1048576).optional()
const levelPair = z.object({ startOptimization: level, placement: level }).optional()
/** Levels in the unit of their resource. */
export const reserveLevels = z.object({
  ...{ cpu: levelPair, memory: levelPair, disk: levelPair, iops: levelPair, network: levelPair },
})
export const hostReserves = z.object({
  cpuReservePercent: z.number().min(0).max(100),
  memoryReserveMib: z.number().int().min(0).max(1048576),
  diskReserveMib: z.number().int().min(0).max(1048576),
  iopsMax: z.number().int().min(1).max(1000000),
  networkReservePercent: z.number().min(0).max(100),
  levels: reserveLevels.optional(),
})

/** A host as far as its limits go. */
export interface LimitedHost {
  readonly version: HostVersion
  readonly hypervisor?: HypervisorKind
}

/** The limits of a host: those of its product, or of its version where it runs Hyper-V. */
export function limitsOf(host: LimitedHost): HostLimits {
  return hypervisors[host.hypervisor ?? 'hyper-v'].limits ?? hostLimits[host.version]
}

const versionTitles: Readonly<Record<HostVersion, string>> = {
  '2008-r2': 'Windows Server 2008 R2',
  '2012-r2': 'Windows Server 2012 R2',
}

/** The most virtual processors that may run on a host, and which of its limits that is. */
export function processorLimitOf(host: LimitedHost & { readonly logicalProcessors: number }): {
  readonly limit: number
  readonly because: string
} {
  const { processorRatio, virtualProcessors = Infinity } = limitsOf(host)
  const byRatio = (processorRatio ?? Infinity) * host.logicalProcessors
  return byRatio < virtualProcessors
    ? { limit: byRatio, because: `${processorRatio} for each logical one` }
    : { limit: virtualProcessors, because: 'as many as one host may run' }
}

/** What the limits of a host are named after. */
export function platformOf(host: LimitedHost): string {
  const kind = host.hypervisor ?? 'hyper-v'
  return kind === 'hyper-v' ? versionTitles[host.version] : hypervisors[kind].title
}

/** How votes decide whether a cluster may run (Windows Server failover clustering). */
/** Whether nodes lose and gain votes by themselves: dynamic quorum of Windows Server 2012 R2. */
export function hasDynamicVotes(version: HostVersion): boolean {
  return version !== '2008-r2'
}

export const quorumKinds = ['node-majority', 'node-and-disk-majority'] as const
export type QuorumKind = (typeof quorumKinds)[number]
export const quorumKind = z.enum(quorumKinds)

/** Order in which a highly available VM starts after a failover (facts 6.5). */
export const vmPriorities = ['high', 'medium', 'low', 'no-auto-start'] as const
export type VmPriority = (typeof vmPriorities)[number]
export const vmPriority = z.enum(vmPriorities)

/** Whether a VM goes back to its preferred owner: as its cluster does, always or never. */
export const vmFailbacks = ['as-cluster', 'allow', 'prevent'] as const
export type VmFailback = (typeof vmFailbacks)[number]
export const vmFailback = z.enum(vmFailbacks)

/** Heartbeats within one subnet: how often, and how many may be missed (facts 6.5). */
export const heartbeats: Readonly<
  Record<HostVersion, { readonly delayMs: number; readonly threshold: number }>
> = {
  '2008-r2': { delayMs: 1000, threshold: 5 },
  '2012-r2': { delayMs: 1000, threshold: 10 },
}

/** VMs that a node starts at a time after a failover (facts 6.5). */
export const failoverStartsMax = 32
/** The window in which failovers of one group are counted, in hours (facts 6.5). */
export const failoverPeriodH = 6

/** Algorithms that tell whether a cluster survives its reserve of failures (facts 1.8). */
export const reserveMethods = ['2012-r2', '2012', '2008-r2'] as const
export type ReserveMethod = (typeof reserveMethods)[number]
export const reserveMethod = z.enum(reserveMethods)
