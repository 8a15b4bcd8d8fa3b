import { z } from 'zod'
import {
  clusterId,
  hostId,
  jobId,
  planActions,
  planKinds,
  planStatuses,
  planStepStatuses,
  vmId,
} from '../domain/index.ts'

/** What a host carries: the mean of the top 40 % of its last ten minutes (facts 2.2). */
export const planLoad = z.object({
  /** Of the whole host. */
  cpuPercent: z.number(),
  memoryMib: z.number(),
  iops: z.number(),
  networkMbps: z.number(),
})
export type PlanLoad = z.infer<typeof planLoad>

/** What a step takes, as it is forecast or as it was measured. */
const planEffort = z.object({
  durationS: z.number(),
  downtimeS: z.number(),
  sentMib: z.number(),
})
export type PlanEffort = z.infer<typeof planEffort>

/** Node failures that a cluster survives, and by what (facts 1.8). */
export const planReserve = z.object({ ok: z.boolean(), survives: z.number().int() })
export type PlanReserve = z.infer<typeof planReserve>

export const planStep = z.object({
  /** Steps are numbered from 1, in the order in which they begin. */
  number: z.number().int(),
  action: z.enum(planActions),
  /** The part of the plan that it belongs to, such as the node that is updated. */
  part: z.string().optional(),
  vmId: vmId.optional(),
  /** Kept, since the VM and the hosts may go. */
  vmName: z.string().optional(),
  fromId: hostId,
  fromName: z.string(),
  /** Absent for a step that stays on its host. */
  toId: hostId.optional(),
  toName: z.string().optional(),
  /** Why, with the figures that decided. */
  reason: z.string(),
  /** Steps that have to be done before this one begins. */
  after: z.array(z.number().int()).optional(),
  forecast: planEffort.optional(),
  /** When it begins after the plan does, with the migrations that the hosts do at a time. */
  startS: z.number().optional(),
  source: z.object({ before: planLoad, after: planLoad }).optional(),
  target: z.object({ before: planLoad, after: planLoad }).optional(),
  /** What it takes from the imbalance and what it costs, in points of imbalance. */
  gain: z.number(),
  price: z.number(),
  imbalanceAfter: z.number().optional(),
  /** Node failures that the cluster survives while the host rests. */
  restSurvives: z.number().int().optional(),
  status: z.enum(planStepStatuses),
  /** Why it cannot be done, was not done or failed. */
  because: z.string().optional(),
  jobId: jobId.optional(),
  startedMs: z.number().optional(),
  endedMs: z.number().optional(),
  measured: planEffort.optional(),
})
export type PlanStep = z.infer<typeof planStep>

/** One host of a plan, before and after. */
export const planHost = z.object({
  hostId,
  name: z.string(),
  cpuCapacityPercent: z.number(),
  memoryMib: z.number(),
  iopsMax: z.number(),
  networkMbps: z.number(),
  /** What it keeps back (facts 1.4). */
  cpuReservePercent: z.number(),
  memoryReserveMib: z.number(),
  before: planLoad,
  after: planLoad,
  vmsBefore: z.number().int(),
  vmsAfter: z.number().int(),
})
export type PlanHost = z.infer<typeof planHost>

/** One cluster of a plan, before and after. */
export const planCluster = z.object({
  clusterId,
  name: z.string(),
  /** Standard deviation of the load of its hosts over the four resources, points of percent. */
  imbalanceBefore: z.number(),
  imbalanceAfter: z.number(),
  /** As it was found when the plan had ended. */
  imbalanceMeasured: z.number().optional(),
  reserveBefore: planReserve.optional(),
  reserveAfter: planReserve.optional(),
  hosts: z.array(planHost),
})
export type PlanCluster = z.infer<typeof planCluster>

/** What was looked at on one host, and why nothing left it. */
export const planLook = z.object({
  hostName: z.string(),
  load: planLoad,
  /** Resources that are below their threshold, with figures; absent where none is. */
  hot: z.string().optional(),
  vms: z.number().int(),
  movable: z.number().int(),
  /** Why the others stay: how many, and one example. */
  staying: z.array(z.string()),
  /** The move from here that came nearest, and by how much it failed. */
  nearest: z.string().optional(),
})
export type PlanLook = z.infer<typeof planLook>

/** Why a plan has no steps, or not more of them. */
export const planWhy = z.object({
  /** The nearest move of all and by how much it failed, or why nothing was looked for. */
  text: z.string(),
  looked: z.array(planLook),
})
export type PlanWhy = z.infer<typeof planWhy>

/** What a solver found for a plan, beside the fast plan; points of the model, prices included. */
export const planSolved = z.object({
  objective: z.enum(['balance', 'fewest-hosts']),
  nowPoints: z.number(),
  fastPoints: z.number(),
  bestPoints: z.number(),
  /** No assignment can be below it. */
  boundPoints: z.number(),
  isProven: z.boolean(),
  /** Real time of the solver. */
  tookS: z.number(),
  /** Moves of the best assignment that no order allows, with the reason. */
  left: z.array(z.string()),
})
export type PlanSolved = z.infer<typeof planSolved>

/** All of a plan but what only the core keeps. */
export const planBody = z.object({
  kind: z.enum(planKinds),
  scopeName: z.string(),
  status: z.enum(planStatuses),
  /** When it was proposed, by whom, and whether the fabric did it by itself. */
  madeMs: z.number(),
  ownerName: z.string(),
  isAutomatic: z.boolean(),
  steps: z.array(planStep),
  clusters: z.array(planCluster),
  /** Sums over the steps that are to be done. */
  totals: planEffort.extend({ steps: z.number().int(), price: z.number() }),
  why: planWhy.optional(),
  solved: planSolved.optional(),
  /** What was counted and what is ours, a sentence each. */
  notes: z.array(z.string()),
  /** How it runs: steps at a time, and whether a surprise ends it. */
  parallelMax: z.number().int(),
  stopsOnSurprise: z.boolean(),
  startedMs: z.number().optional(),
  endedMs: z.number().optional(),
  /** Sums over the steps that were done. */
  measured: planEffort.extend({ steps: z.number().int() }).optional(),
})
export type PlanBody = z.infer<typeof planBody>
