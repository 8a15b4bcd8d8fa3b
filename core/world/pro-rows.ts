import type {
  AnyId,
  JobId,
  ProPack,
  RulePackId,
  TipId,
  TipSeverity,
  TipStatus,
  UserId,
  WaiverId,
} from '../../shared/domain/index.ts'
import type { TipSignal } from '../../shared/contract/index.ts'

/** One command of a remedy as it was prepared when the tip was raised. */
export interface TipStep {
  readonly operation: string
  readonly input: Readonly<Record<string, unknown>>
  /** The command was given; it may have become a job. */
  readonly isGiven?: true
  readonly jobId?: JobId
}

/** What PRO found on one object, with the samples that say so and what would mend it. */
export interface TipRow {
  readonly id: TipId
  /** `pack/rule`. */
  readonly rule: string
  readonly name: string
  readonly packName: string
  readonly sourceId: AnyId
  readonly sourceName: string
  readonly severity: TipSeverity
  readonly status: TipStatus
  readonly raisedMs: number
  readonly changedMs: number
  readonly endedMs?: number
  /** Whether the automation level had it carried out by itself. */
  readonly isAutomatic: boolean
  readonly description: string
  readonly cause: string
  readonly remedialAction: string
  readonly condition: string
  readonly signals: readonly TipSignal[]
  readonly need: number
  readonly of: number
  readonly held: number
  readonly steps: readonly TipStep[]
  /** Who had it carried out; absent for PRO itself. */
  readonly userId?: UserId
  readonly lastError?: string
  readonly transitions: readonly {
    readonly status: TipStatus
    readonly atMs: number
    readonly byName: string
    readonly detail?: string
  }[]
  /** A drill had its condition hold when it was raised, whatever was measured. */
  readonly isStruck?: true
  /** Of a tip for all the objects of a rule that are too many to have one each: how many. */
  readonly more?: number
}

/** A rule that is to stay silent about one object. */
export interface WaiverRow {
  readonly id: WaiverId
  readonly rule: string
  readonly ruleName: string
  readonly sourceId: AnyId
  readonly sourceName: string
  readonly reason: string
  readonly untilMs?: number
  readonly userId: UserId
  readonly byName: string
  readonly atMs: number
}

/**
 * What is not as shipped of a pack: its switches, or the pack itself where it was imported, written
 * here or changed.
 */
export interface RulePackRow {
  readonly id: RulePackId
  readonly packId: string
  readonly origin: 'shipped' | 'imported' | 'own'
  readonly isEnabled: boolean
  /** By rule: on or off, where it is not as the pack says. */
  readonly switches: Readonly<Record<string, boolean>>
  readonly pack?: ProPack
}
