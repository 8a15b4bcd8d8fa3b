import { z } from 'zod'

/** What placement asks of a host beyond its rating (facts 1.7), of what this product models. */
export const placementChecks = [
  'cluster-reserve',
  'dvd-drive',
  'high-availability',
  'network',
  'pass-through-disk',
  'vm-queue',
] as const
export type PlacementCheck = (typeof placementChecks)[number]

/** Checks of the original for things that are not in this product: they always stay off. */
export const checksWithoutObject = ['ip-availability', 'load-balancer'] as const

/**
 * What follows where a host does not pass a check: nothing; hosts that pass go half a star ahead; a
 * warning, and hosts that pass go first; or the host is blocked.
 */
export const checkLevels = ['off', 'favor', 'should-meet', 'must-meet'] as const
export type CheckLevel = (typeof checkLevels)[number]
export const checkLevel = z.enum(checkLevels)

/** How the custom property of a VM and that of a host have to compare (facts 1.7). */
export const matchRequirements = [
  'must-match',
  'should-match',
  'should-not-match',
  'must-not-match',
] as const
export type MatchRequirement = (typeof matchRequirements)[number]
export const matchRequirement = z.enum(matchRequirements)

/** Compares the value of a custom property that a VM has with that of a host. */
export interface CustomRule {
  readonly property: string
  readonly requirement: MatchRequirement
}

/** What a fabric or a host group asks beyond the rating; a check without a level is as rated. */
export interface PlacementConfiguration {
  readonly checks: Readonly<Partial<Record<PlacementCheck, CheckLevel>>>
  readonly customRules: readonly CustomRule[]
}
export const placementConfiguration = z.object({
  checks: z.partialRecord(z.enum(placementChecks), checkLevel),
  customRules: z
    .array(z.object({ property: z.string().trim().min(1).max(64), requirement: matchRequirement }))
    .max(50),
})

/** Whom a placement rule keeps where: VMs with each other, or VMs and hosts. */
export const placementRuleKinds = ['keep-together', 'keep-apart', 'run-on', 'not-on'] as const
export type PlacementRuleKind = (typeof placementRuleKinds)[number]
export const placementRuleKind = z.enum(placementRuleKinds)

/** A must rule is never broken by anything that the product does; a should rule costs rank. */
export const ruleStrengths = ['must', 'should'] as const
export type RuleStrength = (typeof ruleStrengths)[number]
export const ruleStrength = z.enum(ruleStrengths)

/** The kinds of object that can have a custom property (facts 1.7, of those that are here). */
export const propertyKinds = ['vm', 'template', 'host', 'cluster', 'hostgroup'] as const
export type PropertyKind = (typeof propertyKinds)[number]
export const propertyKind = z.enum(propertyKinds)

/** Values of custom properties by name. */
export type PropertyValues = Readonly<Record<string, string>>

/** Who made a host's processors and how new they are: a running guest relies on all it has seen. */
export const hostProcessor = z.object({
  vendor: z.enum(['intel', 'amd']),
  generation: z.number().int().min(1).max(99),
})
export type HostProcessor = z.infer<typeof hostProcessor>
