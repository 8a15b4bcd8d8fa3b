import { z } from 'zod'

/** What a plan is for. */
export const planKinds = ['balance', 'evacuate', 'consolidate', 'rolling-update', 'best'] as const
export type PlanKind = (typeof planKinds)[number]

/** Plans that can be asked for; the others the fabric makes, or a solver. */
export const proposableKinds = ['balance', 'evacuate', 'rolling-update'] as const
export type ProposableKind = (typeof proposableKinds)[number]

/**
 * A plan is proposed, or found nothing to do; it runs, stops on request or on a surprise, and ends
 * whole or in part.
 */
export const planStatuses = [
  'proposed',
  'empty',
  'running',
  'stopping',
  'completed',
  'partial',
  'stopped',
] as const
export type PlanStatus = (typeof planStatuses)[number]

/**
 * What one step does: a VM moves live, is saved or starts; a host goes into maintenance mode,
 * leaves it, is updated or turned off.
 */
export const planActions = [
  'migrate',
  'save',
  'start',
  'rest',
  'resume',
  'update',
  'power-off',
] as const
export type PlanAction = (typeof planActions)[number]

export const planStepStatuses = [
  'planned',
  'dropped',
  'impossible',
  'running',
  'done',
  'failed',
  'skipped',
] as const
export type PlanStepStatus = (typeof planStepStatuses)[number]

/** Free resources of a host below which it is hot (facts 2.2); 0 leaves a resource out. */
export const optimizationThresholds = z.object({
  cpuFreePercent: z.number().min(0).max(100),
  memoryFreeMib: z.number().int().min(0).max(1048576),
  diskFreeIops: z.number().int().min(0).max(1000000),
  networkFreeMbps: z.number().int().min(0).max(100000),
})
export type OptimizationThresholds = z.infer<typeof optimizationThresholds>

/** How clusters in a host group are balanced (facts 2.2). */
export const dynamicOptimization = z.object({
  mode: z.enum(['manual', 'automatic']),
  frequencyMinutes: z.number().int().min(10).max(1440),
  aggressiveness: z.number().int().min(1).max(5),
  thresholds: optimizationThresholds,
  /** A VM that has just moved stays for so long, and a cluster rests after a plan (both ours). */
  holdMinutes: z.number().int().min(0).max(1440),
  cooldownMinutes: z.number().int().min(0).max(1440),
})
export type DynamicOptimization = z.infer<typeof dynamicOptimization>

/** Published defaults (facts 2.2); the thresholds are those of a screenshot, hold and rest ours. */
export const defaultOptimization: DynamicOptimization = {
  mode: 'manual',
  frequencyMinutes: 10,
  aggressiveness: 3,
  thresholds: { cpuFreePercent: 30, memoryFreeMib: 512, diskFreeIops: 0, networkFreeMbps: 0 },
  holdMinutes: 30,
  cooldownMinutes: 10,
}

/**
 * The least part of a cluster's imbalance that a plan takes away, percent, by aggressiveness 1 to
 * 5. The mapping is not published: it is ours.
 */
const improvementMin: readonly number[] = [25, 15, 10, 5, 2]

/** The least improvement at a level of aggressiveness, percent of the imbalance. */
export function improvementMinOf(aggressiveness: number): number {
  return improvementMin[aggressiveness - 1] ?? 10
}

/**
 * Points of imbalance up to which a cluster counts as even: half as many as the level asks percent
 * (ours). A plan goes on to half of that, so that a cluster that was balanced stays so for a while.
 */
export function evenPointsOf(aggressiveness: number): number {
  return improvementMinOf(aggressiveness) / 2
}
