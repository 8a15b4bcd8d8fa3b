import { z } from 'zod'
import {
  clusterId,
  faultId,
  hostGroupId,
  hostId,
  hostStatus,
  jobId,
  vmId,
  vmState,
  volumeId,
} from '../domain/index.ts'
import { query } from './operation.ts'

/** The most consumers that one answer ranks. */
export const topMax = 20

/** What VMs are ranked by. */
export const topFigures = ['cpu', 'memory', 'iops', 'latency', 'network'] as const
export type TopFigure = (typeof topFigures)[number]

/** A host group with all below it, a cluster or a host; absent for all in scope. */
const scope = z.string().max(60).optional()

/** Where a capacity goes; the parts add up to it. */
const parts = z.object({
  capacity: z.number(),
  used: z.number(),
  /** What reserves keep free and nothing uses. */
  reserved: z.number(),
  free: z.number(),
  /** What hosts have that do not take VMs now, without what is used there. */
  away: z.number(),
})
export type CapacityParts = z.infer<typeof parts>

const capacity = z.object({
  hosts: z.number().int(),
  /** In processors that the hosts are worth. */
  processors: parts,
  memoryMib: parts,
  /** The part of the reserved memory that clusters keep for failing nodes. */
  clusterReserveMib: z.number(),
  storageGib: parts,
  volumes: z.number().int(),
})
export type Capacity = z.infer<typeof capacity>

const groupCapacity = capacity.extend({
  id: hostGroupId,
  name: z.string(),
  /** The groups above it that are seen, the highest first. */
  path: z.array(z.string()),
})
export type GroupCapacity = z.infer<typeof groupCapacity>

const overCommitted = z.object({ id: clusterId, name: z.string(), because: z.string() })

const overviewCapacity = z.object({
  groups: z.array(groupCapacity),
  /** All together; a volume that several groups reach counts once. */
  total: capacity,
  overCommitted: z.array(overCommitted),
  explanation: z.array(z.string()),
  asOfMs: z.number(),
})
export type OverviewCapacity = z.infer<typeof overviewCapacity>

/** Tells objects of one name apart: the array of a volume, the group above a host group. */
const within = z.string().optional()

const fullVolume = z.object({
  ...{ id: volumeId, name: z.string(), within },
  usedGib: z.number(),
  capacityGib: z.number(),
  freeGib: z.number(),
})

const overviewHealth = z.object({
  hosts: z.array(z.object({ status: hostStatus, count: z.number().int() })),
  vms: z.array(z.object({ state: vmState, count: z.number().int() })),
  /** Open tips; absent for who may not read tips. */
  tips: z.object({ critical: z.number().int(), warning: z.number().int() }).optional(),
  /** Jobs that failed lately, the newest first; absent for who may not read jobs. */
  failedJobs: z
    .object({
      count: z.number().int(),
      withinMs: z.number(),
      latest: z.array(
        z.object({ id: jobId, name: z.string(), targetName: z.string(), endedMs: z.number() }),
      ),
    })
    .optional(),
  /** Volumes with little room, the fullest first; absent for who may not read storage. */
  volumes: z
    .object({
      count: z.number().int(),
      nearFull: z.number().int(),
      fromPercent: z.number(),
      fullest: z.array(fullVolume),
      /** Volumes whose requests take longer than a busy disk should need, the slowest first. */
      slow: z.number().int(),
      slowFromMs: z.number(),
      slowest: z.array(z.object({ id: volumeId, name: z.string(), within, latencyMs: z.number() })),
    })
    .optional(),
  /** Faults that strike now; absent for who may not read faults. */
  faults: z
    .object({
      count: z.number().int(),
      latest: z.array(
        z.object({ id: faultId, title: z.string(), targetName: z.string(), beginMs: z.number() }),
      ),
    })
    .optional(),
  asOfMs: z.number(),
})
export type OverviewHealth = z.infer<typeof overviewHealth>

const consumer = z.object({
  id: vmId,
  name: z.string(),
  hostId,
  hostName: z.string(),
  /** Percent, operations a second, milliseconds or Mbps. */
  value: z.number(),
  /** What the value is held against, in its unit; absent where nothing limits it. */
  limit: z.number().optional(),
  /** The volume whose latency or operations they are, where the caller may read it. */
  volume: z.object({ id: volumeId, name: z.string() }).optional(),
  /** What its operations are of all that the volume serves. */
  volumePercent: z.number().optional(),
  /** Values of the last minutes, oldest first; of CPU and memory one a minute, else one in five. */
  history: z.array(z.number()),
  historyMax: z.number().optional(),
})
export type Consumer = z.infer<typeof consumer>

const overviewTop = z.object({
  figure: z.enum(topFigures),
  unit: z.enum(['%', 'IOPS', 'ms', 'Mbps']),
  rows: z.array(consumer),
  /** Running VMs that were compared. */
  compared: z.number().int(),
  /** VMs that boot: they are ranked too. */
  starting: z.number().int(),
  historyMinutes: z.number().int(),
  explanation: z.array(z.string()),
  asOfMs: z.number(),
})
export type OverviewTop = z.infer<typeof overviewTop>

/** How something fills, in percent of its capacity. */
const overviewTrend = z.object({
  id: z.union([hostGroupId, volumeId]),
  name: z.string(),
  within,
  resource: z.enum(['memory', 'storage']),
  capacityMib: z.number(),
  /** Samples that are known, and those without which nothing is said. */
  samples: z.number().int(),
  samplesMin: z.number().int(),
  everyMs: z.number(),
  /** Percent, oldest first. */
  history: z.array(z.number()),
  /** The line through the samples, with the bounds of 95 %; absent with too few. */
  line: z
    .object({
      perDay: z.number(),
      low: z.number(),
      high: z.number(),
      now: z.number(),
      /** Absent where it may as well not fill. */
      full: z
        .object({ days: z.number(), earliest: z.number(), latest: z.number().optional() })
        .optional(),
    })
    .optional(),
})
export type OverviewTrend = z.infer<typeof overviewTrend>

const overviewTrends = z.object({
  rows: z.array(overviewTrend),
  explanation: z.array(z.string()),
  asOfMs: z.number(),
})
export type OverviewTrends = z.infer<typeof overviewTrends>

export const overviewContract = {
  capacity: query(
    '/overview/capacity',
    'Processors, memory and storage of the hosts in scope by host group: used, reserved and free',
    'host.read',
    { cmdlet: 'Get-SCPerformanceData' },
  )
    .input(z.object({ scope }))
    .output(overviewCapacity),
  health: query(
    '/overview/health',
    'Hosts by status, VMs by state, open tips, failed jobs, volumes near full and faults in scope',
    'host.read',
  )
    .input(z.object({ scope }))
    .output(overviewHealth),
  top: query(
    '/overview/top',
    'The VMs in scope that use most of something, with their last minutes',
    'host.read',
  )
    .input(
      z.object({
        scope,
        figure: z.enum(topFigures),
        limit: z.number().int().min(1).max(topMax).default(10),
      }),
    )
    .output(overviewTop),
  trends: query(
    '/overview/trends',
    'How memory by host group and every volume in scope fill, and in how many days they are full',
    'host.read',
  )
    .input(z.object({ scope }))
    .output(overviewTrends),
}
