import { z } from 'zod'
import { dynamicMemory, memoryStatus } from '../domain/index.ts'

/** The memory of a VM now, as its details show it. */
export const vmMemory = z.object({
  /** Absent for static memory. */
  dynamic: dynamicMemory.optional(),
  /** What it has now; 0 for one that holds none. */
  assignedMib: z.number(),
  /** What its guest asks for. */
  demandMib: z.number(),
  /** Demand of what it has, in percent; absent for one that holds none. */
  pressurePercent: z.number().optional(),
  status: memoryStatus.optional(),
  /** What the balancer gave and took since it started. */
  addedMib: z.number(),
  removedMib: z.number(),
  /** Disk operations a second of a guest that lacks memory, and how long it waits for them. */
  pagingIops: z.number(),
  pagingWaitPercent: z.number(),
  explanation: z.array(z.string()),
})

/** What VMs cost a host beside their memory, by both rules of seed 003. */
export const overheadRule = z.object({
  rule: z.enum(['per-vm', 'head-room']),
  /** The head-room has a least and a most. */
  overheadMib: z.number(),
  overheadMibMost: z.number(),
  /** What all VMs that hold memory take with it, and what is left above the reserve. */
  takenMib: z.number(),
  freeMib: z.number(),
  isUsed: z.boolean(),
  because: z.string(),
})

/** The memory of a host now: what its VMs have, and the balancer of those with dynamic memory. */
export const hostMemory = z.object({
  assignedMib: z.number(),
  overhead: z.array(overheadRule),
  /** The service pack of its Windows; 0 for none. */
  servicePack: z.number().int(),
  hasDynamicMemory: z.boolean(),
  /** Counters of the balancer (facts 8.1); the mean is absent without dynamic memory. */
  dynamicVms: z.number().int(),
  availableMib: z.number(),
  averagePressurePercent: z.number().optional(),
})
