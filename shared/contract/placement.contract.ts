import { z } from 'zod'
import { diskId, hostGroupId, hostId, templateId, vmId, volumeId } from '../domain/index.ts'
import { placementFitOperations } from './placement-fit.contract.ts'
import { query } from './operation.ts'

/** Importance of the four terms, 0 to 10 (facts 1.1). */
export const placementWeights = z.object({
  cpu: z.number().min(0).max(10).default(5),
  memory: z.number().min(0).max(10).default(8),
  disk: z.number().min(0).max(10).default(2),
  network: z.number().min(0).max(10).default(2),
})

/** Expected load of the VM to place (facts 1.3). */
export const expectedLoad = z.object({
  /** Percent of the VM's own virtual processors. */
  cpuPercent: z.number().min(0).max(100).default(20),
  diskIops: z.number().min(0).max(100000).default(0),
  networkMbps: z.number().min(0).max(100000).default(0),
})

/** Goal, importance and load for one placement (Customize Ratings, facts 1.2). */
export const customRating = z.object({
  goal: z.enum(['load-balancing', 'resource-maximization']).optional(),
  weights: placementWeights.optional(),
  load: expectedLoad.optional(),
})

export const ratingInput = z.object({
  /** The VM to be placed: hardware given here, or that of a template or of an existing VM. */
  templateId: templateId.optional(),
  vmId: vmId.optional(),
  diskId: diskId.optional(),
  name: z.string().max(100).optional(),
  cpuCount: z.number().int().min(1).max(64).optional(),
  memoryMib: z.number().int().min(8).max(1048576).optional(),
  diskGib: z.number().min(0).max(65536).optional(),
  highlyAvailable: z.boolean().optional(),
  networks: z.array(z.string().max(80)).max(12).optional(),
  /** VLANs of its adapters that name one. */
  vlans: z
    .array(z.object({ network: z.string().max(80), vlan: z.number().int().min(1).max(4094) }))
    .max(12)
    .optional(),
  /** By its tags, sets and properties a VM that is still to be made belongs to rules. */
  tags: z.array(z.string().max(40)).max(20).optional(),
  availabilitySets: z.array(z.string().max(40)).max(10).optional(),
  customProperties: z.record(z.string().max(64), z.string().max(256)).optional(),
  hostGroupId: hostGroupId.optional(),
  goal: z.enum(['load-balancing', 'resource-maximization']).optional(),
  weights: placementWeights.optional(),
  load: expectedLoad.optional(),
  limit: z.number().int().min(1).max(1000).default(100),
})
export type RatingInput = z.input<typeof ratingInput>

/** One of the four terms of a rating, with all that its formula used. */
export const ratingTerm = z.object({
  resource: z.enum(['cpu', 'memory', 'disk', 'network']),
  weight: z.number(),
  /** Usage now, what the VM adds, and what the host has; in the term's unit. */
  now: z.number(),
  adds: z.number(),
  capacity: z.number(),
  reserve: z.number(),
  unit: z.enum(['percent', 'MiB', 'IOPS']),
  /** Share of the weight that is earned, 0 to 1. */
  share: z.number(),
  points: z.number(),
  /** The formula with its numbers, such as `(1 - 44 / (100 - 10)) x 5`. */
  formula: z.string(),
})

/** Why a host gets no star, or a warning. `overridable` ones an administrator may ignore. */
export const ratingReason = z.object({
  code: z.string(),
  severity: z.enum(['blocked', 'zero', 'warning']),
  text: z.string(),
  /** What would have to change. */
  next: z.string(),
  overridable: z.boolean(),
})

export const hostRating = z.object({
  hostId,
  hostName: z.string(),
  hostGroupName: z.string(),
  clusterName: z.string().optional(),
  /** 0 to 5 in half stars. */
  stars: z.number(),
  /** Before rounding. */
  score: z.number(),
  /** The score with what rules, checks and owners add: hosts are listed in its order. */
  rank: z.number(),
  /** What rules, checks and owners add to the score for the rank, without changing the stars. */
  favours: z.array(z.object({ text: z.string(), points: z.number() })),
  /** What was asked of the host and holds, with its figures. */
  checked: z.array(z.string()),
  points: z.number(),
  pointsMax: z.number(),
  terms: z.array(ratingTerm),
  reasons: z.array(ratingReason),
  volumeId: volumeId.optional(),
  volumeName: z.string().optional(),
  volumeFreeGib: z.number().optional(),
  memoryFreeAfterMib: z.number(),
  /** What would have to change for this host to qualify or to win. */
  toWin: z.array(z.string()),
})
export type HostRating = z.infer<typeof hostRating>

export const placementContract = {
  rate: query(
    '/placement/ratings',
    'Rates the hosts of a host group for a VM, best first, with every term and reason',
    'placement.rate',
    { cmdlet: 'Get-SCVMHostRating' },
  )
    .input(ratingInput)
    .output(
      z.object({
        ratings: z.array(hostRating),
        rated: z.number().int(),
        suitable: z.number().int(),
        /** Hosts outside the user's scope that the group also holds: only a count. */
        hiddenHosts: z.number().int(),
        /** What the rating assumed where the original formula is not published. */
        notes: z.array(z.string()),
        asOfMs: z.number(),
      }),
    ),
  ...placementFitOperations,
}
