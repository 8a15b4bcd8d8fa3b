import type { CollectorId, LogFormat, LogId, RoleId, UserId } from '../../shared/domain/index.ts'

/** When a set starts by itself. */
export interface CollectorSchedule {
  readonly firstMs: number
  /** Starts again every so often; once where absent. */
  readonly everyS?: number
  /** No start after this. */
  readonly untilMs?: number
}

/** The log that a set records now. */
export interface CollectorRun {
  readonly logId: LogId
  /** Time of the first record; the others follow every interval. */
  readonly firstMs: number
  /** When it ends by itself, and why; absent where somebody has to stop it. */
  readonly end?: { readonly atMs: number; readonly reason: 'duration' | 'size' }
}

/** A data collector set: which counters are recorded, how often, and how long. */
export interface CollectorRow {
  readonly id: CollectorId
  readonly name: string
  readonly description: string
  readonly ownerId: UserId
  /** Members of these roles read, start and stop it; only its owner and administrators edit it. */
  readonly roleIds: readonly RoleId[]
  /** Counter paths, also with wildcards. */
  readonly paths: readonly string[]
  readonly intervalS: number
  readonly durationS?: number
  readonly maxBytes?: number
  /** At the size it forgets its oldest records and goes on. */
  readonly isCircular: boolean
  readonly schedule?: CollectorSchedule
  /** When the schedule starts it next. */
  readonly nextMs?: number
  readonly format: LogFormat
  /** How many logs are kept; a new one drops the oldest. */
  readonly logsKept: number
  /** The template that it was made from. */
  readonly template?: string
  /** Absent while it is stopped. */
  readonly run?: CollectorRun
}

/** Why the recording of a log ended. */
export type LogEndReason = 'stopped' | 'duration' | 'size' | 'owner-gone'

/** A log that a set recorded or records, or that was imported. Its records are not in the world. */
export interface LogRow {
  readonly id: LogId
  readonly name: string
  /** Absent for an imported one. */
  readonly collectorId?: CollectorId
  readonly ownerId: UserId
  readonly ownerName: string
  readonly format: LogFormat
  readonly startedMs: number
  readonly endedMs?: number
  readonly reason?: LogEndReason
  readonly intervalS?: number
  /** Counters when it began, and how many more than a log takes there were. */
  readonly columns: number
  readonly leftOut: number
  /** A circular log keeps the last so many records. */
  readonly recordsKept?: number
  /** The file where it is not named after the id, and what it was called. */
  readonly fileKey?: string
  readonly fileName?: string
  /** Places of an imported file that could not be read and were left out, counted up to fifty. */
  readonly unreadable?: number
}
