import { z } from 'zod'

/** What a rule watches. */
export const proTargets = ['host', 'vm', 'volume', 'cluster'] as const
export type ProTarget = (typeof proTargets)[number]
export const proTarget = z.enum(proTargets)

export const tipSeverities = ['warning', 'critical'] as const
export type TipSeverity = (typeof tipSeverities)[number]
export const tipSeverity = z.enum(tipSeverities)

/** The states of a tip (facts 2.1). */
export const tipStatuses = [
  'active',
  'initialized',
  'auto',
  'running',
  'resolved',
  'failed',
  'dismissed',
  'closed',
] as const
export type TipStatus = (typeof tipStatuses)[number]
export const tipStatus = z.enum(tipStatuses)

/**
 * What is watched in a host group or cluster, and which of its tips are carried out by themselves.
 */
export const proMonitorings = ['off', 'critical', 'all'] as const
export const proAutomations = ['none', 'critical', 'all'] as const
export const proLevels = z.object({
  monitoring: z.enum(proMonitorings),
  automation: z.enum(proAutomations),
})
export type ProLevels = z.infer<typeof proLevels>

/** What holds where nobody said anything: PRO is switched on for a host group (facts 2.1). */
export const proLevelsDefault: ProLevels = { monitoring: 'off', automation: 'none' }

/** The pack that holds the rules which people write themselves. */
export const ownPackId = 'own-rules'

/** What is made of the samples of a window; `top40` is the mean of the highest two fifths. */
export const proAggregates = ['last', 'mean', 'least', 'most', 'top40'] as const
export type ProAggregate = (typeof proAggregates)[number]

/** One-minute samples that are kept of a signal: no window is longer. */
export const proSamplesKept = 10

/** Limits of what a pack may hold, so that a file from anywhere can be read. */
export const proLimits = {
  packBytes: 524_288,
  rules: 200,
  conditionCharacters: 400,
  conditionNodes: 80,
  conditionDepth: 16,
  remedySteps: 20,
  tests: 20,
} as const

/** Names of packs and rules: words in small letters, joined by hyphens. */
const slug = z
  .string()
  .max(60)
  .regex(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/, 'words in small letters and digits, joined by hyphens')
const text = (most: number) => z.string().trim().min(1).max(most)
/** Names in conditions: of signals and of parameters. */
const identifier = z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/, 'a name of letters and digits')
const condition = text(proLimits.conditionCharacters)

/**
 * What a step of a remedy is told: the input of the operation, in which a text that begins with `$`
 * stands for what is found when the remedy is prepared, such as `$id` for the object itself.
 */
const templateDepth = 5
const templateLeaf = z.union([z.string().max(200), z.number(), z.boolean()])
/** Names of fields; none reaches what every object has. */
const templateKey = z
  .string()
  .regex(/^(?!constructor$|prototype$)[a-zA-Z][a-zA-Z0-9]{0,39}$/, 'a name of letters and digits')

function templateOf(depth: number): z.ZodType<unknown> {
  if (depth === 0) return templateLeaf
  const inner = templateOf(depth - 1)
  return z.union([templateLeaf, z.array(inner).max(20), z.record(templateKey, inner)])
}

export const proRemedyStep = z.strictObject({
  /** An operation of the contract, such as `storage.setVmLimit`. */
  operation: z.string().regex(/^[a-zA-Z]{1,30}\.[a-zA-Z]{1,40}$/, 'area and operation, with a dot'),
  input: z.record(templateKey, templateOf(templateDepth)),
})
export type ProRemedyStep = z.infer<typeof proRemedyStep>

/** A number that a person may change without touching the condition. */
export const proParameter = z.strictObject({
  value: z.number(),
  unit: z.string().max(20),
  /** Where the number comes from. */
  source: text(300),
})
export type ProParameter = z.infer<typeof proParameter>

/** Given these samples, a minute apart and oldest first, this is the tip. */
export const proTest = z.strictObject({
  name: text(120),
  samples: z.record(identifier, z.array(z.number()).min(1).max(60)),
  expect: z.enum([...tipSeverities, 'none']),
})
export type ProTest = z.infer<typeof proTest>

export const proRule = z
  .strictObject({
    id: slug,
    title: text(120),
    description: text(600),
    cause: text(600),
    /** What is to be done, in words; the steps, where there are any, do it. */
    remedialAction: text(600),
    target: proTarget,
    /** Whether it is watched where its pack is. */
    enabled: z.boolean().default(true),
    /** Conditions in CEL over signals and parameters, all of which are doubles. */
    warning: condition.optional(),
    critical: condition.optional(),
    /** Has to hold for the tip to close by itself; unless given, that no level holds is enough. */
    clear: condition.optional(),
    /** Signals of which not the last sample counts but what is made of the last minutes. */
    windows: z
      .record(
        identifier,
        z.strictObject({
          minutes: z.number().int().min(1).max(proSamplesKept),
          aggregate: z.enum(proAggregates),
        }),
      )
      .default({}),
    /** Of the last `of` samples, so many have to hold. */
    samples: z
      .strictObject({
        need: z.number().int().min(1).max(proSamplesKept),
        of: z.number().int().min(1).max(proSamplesKept),
      })
      .default({ need: 1, of: 1 }),
    /** Minutes after a tip ended in which the rule raises no other one on that object. */
    cooldownMin: z.number().int().min(0).max(10080).default(0),
    /** Rules whose open tip on the object, or on what it stands on, keeps this one silent. */
    dependsOn: z.array(slug).max(10).default([]),
    remedy: z.array(proRemedyStep).max(proLimits.remedySteps).default([]),
    parameters: z.record(identifier, proParameter).default({}),
    /** Where its levels come from, and which of them are ours. */
    source: text(500),
    /** The sentence of a source that it follows, short and literal. */
    citation: z.strictObject({ seed: text(20), sentence: text(200) }).optional(),
    tests: z.array(proTest).max(proLimits.tests).default([]),
  })
  .refine(({ warning, critical }) => warning !== undefined || critical !== undefined, {
    error: 'a rule has a condition for a warning, for a critical tip, or both',
    path: ['warning'],
  })
  .refine(({ samples }) => samples.need <= samples.of, {
    error: 'no more samples can be needed than are looked at',
    path: ['samples', 'need'],
  })
export type ProRule = z.infer<typeof proRule>

/** The version of this schema, so that a file says what it was written for. */
export const proSchema = 'hostward-pack-1'

export const proPack = z.strictObject({
  schema: z.literal(proSchema),
  id: slug,
  version: z.number().int().min(1).max(1_000_000),
  title: text(80),
  description: text(600),
  rules: z.array(proRule).min(1).max(proLimits.rules),
})
export type ProPack = z.infer<typeof proPack>
