import { z } from 'zod'
import { anyId, hostId, vmId } from '../domain/index.ts'
import { query } from './operation.ts'

/** What a request goes through, from the guest to the disks and the wire. */
export const slowStages = ['vm', 'processor', 'memory', 'volume', 'array', 'network'] as const

/** How a link of the chain fares, the better first. */
export const slowStates = ['ok', 'warn', 'crit'] as const

/** What a figure of a link says. */
export const slowFigures = [
  ...(['cpu', 'cpuLimited', 'pressure', 'paging', 'asked', 'operations'] as const),
  ...(['hostCpu', 'cpuWait', 'rootCpu', 'committed', 'hostPressure', 'hostPaging'] as const),
  ...(['disksBusy', 'latency', 'hostLatency', 'queue', 'served', 'volumeOperations'] as const),
  ...(['arrayBusy', 'operationTime', 'diskOperations', 'traffic', 'notCarried'] as const),
]

/** Why a link is the bottleneck, or why there is none. */
export const slowReasons = [
  ...(['vmProcessor', 'vmLimit', 'vmMemory', 'vmOperations'] as const),
  ...(['processor', 'memory', 'disks', 'delay', 'redirected', 'hostLimit', 'latency'] as const),
  ...(['network', 'unreachable', 'hidden', 'quiet', 'off', 'silent'] as const),
]

const state = z.enum(slowStates)

const figure = z.object({
  key: z.enum(slowFigures),
  /** How much of something is used, how long is waited for it, or neither. */
  role: z.enum(['utilisation', 'wait', 'other']),
  /** The counter as Performance Monitor names it. */
  path: z.string(),
  value: z.number(),
  unit: z.string(),
  /** The value in percent of what there is, where that is not its unit. */
  percent: z.number().optional(),
  warning: z.number().optional(),
  critical: z.number().optional(),
  state,
})
export type SlowFigure = z.infer<typeof figure>

const link = z.object({
  stage: z.enum(slowStages),
  objectId: anyId,
  name: z.string(),
  /** The uplink of the host that it is about. */
  part: z.string().optional(),
  state,
  figures: z.array(figure),
})
export type SlowLink = z.infer<typeof link>

const course = z.object({
  figure: z.enum(['cpu', 'memory', 'iops', 'latency', 'network']),
  objectId: anyId,
  unit: z.string(),
  now: z.number(),
  /** From where on it counts as slow: the level of its counter, or more than is usual. */
  level: z.number(),
  isUsualLevel: z.boolean(),
  /** The median of the samples before it was slow; absent where none is known. */
  before: z.number().optional(),
  /** The beginning of the first sample above the level; absent while it is not above. */
  sinceMs: z.number().optional(),
  /** It was above in every sample that is kept. */
  isLonger: z.boolean(),
  fromMs: z.number(),
  everyMs: z.number(),
  /** Averages, oldest first; null where there is none. */
  history: z.array(z.number().nullable()),
})
export type SlowCourse = z.infer<typeof course>

const contributor = z.object({
  id: vmId,
  name: z.string(),
  hostId: hostId.optional(),
  hostName: z.string().optional(),
  value: z.number(),
  sharePercent: z.number(),
  /** Its usual value before it rose. */
  before: z.number().optional(),
  /** Since when it is above that; absent for one that does what it always does. */
  sinceMs: z.number().optional(),
  /** It rose since it was started. */
  isStart: z.boolean(),
})
export type SlowContributor = z.infer<typeof contributor>

const some = z.object({ vms: z.number().int(), value: z.number(), sharePercent: z.number() })

const why = z.object({
  objectId: anyId,
  name: z.string(),
  network: z.string().optional(),
  /** Something waits; something is well used and nothing waits; neither; it does not run. */
  verdict: z.enum(['slow', 'strained', 'quiet', 'off']),
  chain: z.array(link),
  /** Links and volumes of the chain that the caller may not see. */
  hiddenLinks: z.number().int(),
  /** Volumes and uplinks that are left out, since others of the chain are slower. */
  leftOut: z.number().int(),
  /** The bottleneck, or the link that is nearest to its limits; which of its figures say so. */
  tells: z
    .object({
      link: z.number().int(),
      figure: z.number().int(),
      wait: z.number().int().optional(),
    })
    .optional(),
  reason: z.object({
    code: z.enum(slowReasons),
    params: z.record(z.string(), z.union([z.string(), z.number()])),
  }),
  course: course.optional(),
  /** Requests that wait or are served, and VMs that wait, hidden ones among them. */
  queued: z.number().optional(),
  waitingVms: z.number().int(),
  /** Who uses the bottleneck; the shares of rows, others and hidden make 100 percent. */
  contributors: z
    .object({
      figure: z.enum(['cpu', 'memory', 'iops', 'network']),
      unit: z.string(),
      total: z.number(),
      rows: z.array(contributor),
      others: some,
      hidden: some,
    })
    .optional(),
  asOfMs: z.number(),
})
export type SlowAnswer = z.infer<typeof why>

export const performanceContract = {
  why: query(
    '/performance/why',
    'Why a VM, host, volume, array or network is slow: the chain, its bottleneck, and who uses it',
    'counter.read',
    { palette: 'slow.action' },
  )
    .input(
      z.object({
        objectId: anyId,
        /** A virtual network of the host. */
        network: z.string().min(1).max(200).optional(),
        limit: z.number().int().min(1).max(20).default(8),
      }),
    )
    .output(why),
}
