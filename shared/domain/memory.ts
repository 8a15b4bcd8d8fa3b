import { z } from 'zod'
import type { HostVersion } from './fabric.ts'
import type { HypervisorKind } from './hosts.ts'
import { hypervisors, platformOf } from './hosts.ts'
import { vmOverheadMib } from './units.ts'

/**
 * Memory that follows what the guest asks for. The VM starts with its startup memory and then has
 * between the minimum and the maximum.
 */
export const dynamicMemory = z.object({
  minimumMib: z.number().int().min(8).max(1048576),
  maximumMib: z.number().int().min(8).max(1048576),
  /** What the guest is to have beyond its demand, in percent of it (facts 7.1: 5 to 2000). */
  bufferPercent: z.number().int().min(5).max(2000).default(20),
  /** Who gets memory first where it is scarce (facts 7.1: 0 to 10000, normal 5000). */
  weight: z.number().int().min(0).max(10000).default(5000),
})
export type DynamicMemory = z.output<typeof dynamicMemory>

/** How the memory of a VM stands: it has its buffer, a part of it, or less than it asks for. */
export const memoryStatuses = ['ok', 'low', 'warning'] as const
export type MemoryStatus = (typeof memoryStatuses)[number]
export const memoryStatus = z.enum(memoryStatuses)

interface MemoryHost {
  readonly version: HostVersion
  readonly hypervisor?: HypervisorKind
  /** Absent for one without any. */
  readonly servicePack?: number
}

/** Whether a host gives its VMs dynamic memory: Hyper-V from 2008 R2 with Service Pack 1 on. */
export function hasDynamicMemory(host: MemoryHost): boolean {
  const isOldest = host.version === '2008-r2' && (host.servicePack ?? 0) < 1
  return hypervisors[host.hypervisor ?? 'hyper-v'].hasDynamicMemory && !isOldest
}

/** What a host runs, with its service pack: what a limit is named after. */
export function platformWithPack(host: MemoryHost): string {
  return host.servicePack ? `${platformOf(host)} SP${host.servicePack}` : platformOf(host)
}

/**
 * Guests whose integration components take and give memory, by host version; the list of Microsoft's
 * pages as we remember it, so unsure. Windows XP never could, Linux from hosts of 2012 R2 on.
 */
const ableGuests: Readonly<Record<HostVersion, RegExp>> = {
  '2008-r2': /^Windows (Server 2003|Server 2008|Vista|7)\b/,
  '2012-r2': /^Windows (Server 20(03|08|1)|Vista|7|8|1)|Linux|CentOS|Ubuntu|Debian/,
}

/** Whether a guest system can have dynamic memory on a host version. */
export function canHaveDynamicMemory(operatingSystem: string, version: HostVersion): boolean {
  return ableGuests[version].test(operatingSystem)
}

/** Host memory that a VM takes with so much memory of its own (facts 7.3). */
export function costMib(memoryMib: number): number {
  return memoryMib + vmOverheadMib(memoryMib)
}

/** The other rule of seed 003: 110 to 125 % of what VMs are assigned. */
export const headRoomPercent = { least: 10, most: 25 } as const
