import { z } from 'zod'
import {
  anyId,
  jobId,
  proRule,
  proTarget,
  tipId,
  tipSeverity,
  tipStatus,
  waiverId,
} from '../domain/index.ts'
import { refusalView } from '../refusals/index.ts'
import { workForecast } from './work.contract.ts'

/** `pack/rule`, such as `host-performance/total-run-time`. */
export const ruleKey = z
  .string()
  .max(130)
  .regex(/^[a-z0-9-]+\/[a-z0-9-]+$/, 'pack and rule, with a stroke')
export const packKey = z
  .string()
  .max(60)
  .regex(/^[a-z0-9-]+$/)

export const tipGroups = ['active', 'history', 'waived'] as const

/** A tip as a list shows it. */
export const tipRow = z.object({
  id: tipId,
  severity: tipSeverity,
  status: tipStatus,
  /** What still asks for something, what is over, and what somebody waived. */
  group: z.enum(tipGroups),
  sourceId: anyId,
  sourceName: z.string(),
  sourceKind: z.string(),
  name: z.string(),
  ruleId: ruleKey,
  packName: z.string(),
  raisedMs: z.number(),
  changedMs: z.number(),
  endedMs: z.number().optional(),
  mode: z.enum(['manual', 'automatic']),
  /** In a line, what Implement would do. */
  summary: z.string(),
  jobId: jobId.optional(),
  progressPercent: z.number().optional(),
  lastError: z.string().optional(),
  /** Further objects of the rule that have no tip of their own, for there are too many. */
  more: z.number().int().optional(),
})
export type TipRowView = z.infer<typeof tipRow>

/** The samples of one signal that fired a tip, oldest first; undefined where one is missing. */
export const tipSignal = z.object({
  name: z.string(),
  title: z.string(),
  unit: z.string(),
  samples: z.array(z.tuple([z.number(), z.number()])),
  /** Where the condition compares the signal with one number. */
  comparison: z.enum(['>', '>=', '<', '<=', '==', '!=']).optional(),
  warning: z.number().optional(),
  critical: z.number().optional(),
})
export type TipSignal = z.infer<typeof tipSignal>

/** One command of a remedy, with what it would do now. */
export const remedyStepView = z.object({
  operation: z.string(),
  cmdlet: z.string().optional(),
  input: z.unknown(),
  text: z.string(),
  targetId: anyId.optional(),
  targetName: z.string(),
  danger: z.enum(['disruptive', 'destructive']).optional(),
  /** What it would set, but for the objects that it is about. */
  values: z.array(z.object({ name: z.string(), value: z.string() })),
  /** Why it could not be done now. */
  refused: refusalView.optional(),
  /** By which right the caller may give it. */
  allowedBy: z.string().optional(),
  /** What it would take now; missing where it takes effect at once or nobody can say. */
  forecast: workForecast.optional(),
  /** The job that it became. */
  jobId: jobId.optional(),
})
export type RemedyStepView = z.infer<typeof remedyStepView>

const possible = z.object({
  isPossible: z.boolean(),
  /** Why not. */
  why: z.string().optional(),
})

export const waiverView = z.object({
  id: waiverId,
  ruleId: ruleKey,
  ruleName: z.string(),
  sourceId: anyId,
  sourceName: z.string(),
  reason: z.string(),
  untilMs: z.number().optional(),
  byName: z.string(),
  atMs: z.number(),
})
export type WaiverView = z.infer<typeof waiverView>

/** A tip with its evidence, remedy and history. */
export const tipDetails = tipRow.extend({
  description: z.string(),
  cause: z.string(),
  remedialAction: z.string(),
  /** The condition that held, as it is written. */
  condition: z.string(),
  source: z.string(),
  citation: z.object({ seed: z.string(), sentence: z.string() }).optional(),
  evidence: z.object({
    signals: z.array(tipSignal),
    /** Of the last `of` samples, so many had to hold, and held. */
    need: z.number().int(),
    of: z.number().int(),
    held: z.number().int(),
  }),
  /** Why it was raised, in a sentence with numbers. */
  why: z.string(),
  /** Why it is not carried out by itself; absent where it is. */
  whyNotAutomatic: z.string().optional(),
  /** How it closes by itself. */
  closes: z.string(),
  remedy: z.array(remedyStepView),
  transitions: z.array(
    z.object({
      status: tipStatus,
      atMs: z.number(),
      byName: z.string(),
      detail: z.string().optional(),
    }),
  ),
  actions: z.object({ implement: possible, dismiss: possible, waive: possible }),
  waiver: waiverView.optional(),
})
export type TipDetails = z.infer<typeof tipDetails>

/** How near an object is to a tip. */
export const nearestView = z.object({
  ruleId: ruleKey,
  ruleName: z.string(),
  sourceId: anyId,
  sourceName: z.string(),
  signal: z.string(),
  value: z.number(),
  threshold: z.number(),
  unit: z.string(),
})

export const proSummary = z.object({
  active: z.number().int(),
  critical: z.number().int(),
  warning: z.number().int(),
  byStatus: z.record(z.string(), z.number().int()),
  /** Rules that are on, and objects that anybody watches. */
  rulesWatching: z.number().int(),
  objectsWatched: z.number().int(),
  lastEvaluatedMs: z.number().optional(),
  nearest: z.array(nearestView),
  asOfMs: z.number(),
})
export type ProSummary = z.infer<typeof proSummary>

export const ruleRow = z.object({
  id: ruleKey,
  packId: packKey,
  packName: z.string(),
  name: z.string(),
  target: proTarget,
  /** Switched on, and its pack too. */
  isWatching: z.boolean(),
  isEnabled: z.boolean(),
  isPackEnabled: z.boolean(),
  isOwn: z.boolean(),
  /** It is not as the pack was shipped. */
  isChanged: z.boolean(),
  warning: z.string().optional(),
  critical: z.string().optional(),
  activeTips: z.number().int(),
})
export type RuleRowView = z.infer<typeof ruleRow>

export const ruleDetails = ruleRow.extend({ rule: proRule, packVersion: z.number().int() })
export type RuleDetails = z.infer<typeof ruleDetails>

export const signalView = z.object({
  name: z.string(),
  title: z.string(),
  target: proTarget,
  unit: z.string(),
  description: z.string(),
})
export type SignalView = z.infer<typeof signalView>

/** What is wrong with a rule: the field, what it is, and in a condition the place. */
export const ruleProblem = z.object({
  path: z.string(),
  text: z.string(),
  from: z.number().int().optional(),
  to: z.number().int().optional(),
})
export type RuleProblem = z.infer<typeof ruleProblem>

/** What a rule would say now. */
export const rulePreview = z.object({
  problems: z.array(ruleProblem),
  /** The first objects that it would fire on, with the signals that it reads. */
  matches: z.array(
    z.object({
      id: anyId,
      name: z.string(),
      severity: tipSeverity,
      values: z.array(
        z.object({ name: z.string(), unit: z.string(), value: z.number().optional() }),
      ),
      isWatched: z.boolean(),
    }),
  ),
  total: z.number().int(),
  /** Of these, such as the caller may not see. */
  hidden: z.number().int(),
  evaluated: z.number().int(),
})
export type RulePreview = z.infer<typeof rulePreview>

export const packView = z.object({
  id: packKey,
  title: z.string(),
  description: z.string(),
  version: z.number().int(),
  origin: z.enum(['shipped', 'imported', 'own']),
  isEnabled: z.boolean(),
  /** A shipped pack of which rules were changed, or of which another version was imported. */
  isChanged: z.boolean(),
  rules: z.number().int(),
  rulesEnabled: z.number().int(),
  tests: z.number().int(),
  activeTips: z.number().int(),
})
export type PackView = z.infer<typeof packView>

export const packTestResult = z.object({
  ruleId: ruleKey,
  ruleName: z.string(),
  name: z.string(),
  passed: z.boolean(),
  expected: z.string(),
  got: z.string(),
})
export type PackTestResult = z.infer<typeof packTestResult>

/** What is asked before a tip is there: each thing that a rule looks at on one object. */
export const proWhy = z.object({
  ruleId: ruleKey,
  ruleName: z.string(),
  sourceId: anyId,
  sourceName: z.string(),
  /** In a sentence, with numbers. */
  verdict: z.string(),
  tipId: tipId.optional(),
  signals: z.array(
    z.object({
      name: z.string(),
      title: z.string(),
      unit: z.string(),
      value: z.number().optional(),
      window: z.string().optional(),
    }),
  ),
  conditions: z.array(
    z.object({
      level: z.enum(['warning', 'critical', 'clear']),
      text: z.string(),
      holds: z.boolean(),
      /** Of the last samples, as many held. */
      held: z.number().int(),
    }),
  ),
  need: z.number().int(),
  of: z.number().int(),
  /** What keeps it from raising a tip, each in a sentence: levels, waiver, dependency, cooldown. */
  holds: z.array(z.string()),
})
export type ProWhy = z.infer<typeof proWhy>
