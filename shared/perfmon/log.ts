import type { CounterPath } from './path.ts'

/**
 * A log has no more columns: several times what a fabric records, and a header of them is read in
 * well under a second. What claims more is no log of Performance Monitor.
 */
export const columnsMost = 20_000

/** No time zone is further from UTC, in minutes: a day. */
export const zoneMinutesMost = 1440

/** Where a log was written: the name of its zone, and minutes from its wall clock to UTC. */
export interface LogZone {
  readonly name: string
  /** UTC less local time, in minutes, as logs hold it: Romance Standard Time is -60. */
  readonly offsetMinutes: number
}

/** A column of a log: its path, and the text by which the log named it. */
export interface LogColumn {
  readonly text: string
  /** Missing where the text is no counter path. */
  readonly path?: CounterPath
}

/** What of a log could not be read, and where. */
export interface LogProblem {
  /** From 1, as an editor counts them; a binary log counts its records. */
  readonly line: number
  /** From 1, the cell of the line; missing where the whole line is meant. */
  readonly cell?: number
  readonly problem: string
}

/** What a reader tells of a log, in the order in which the log says it. */
export interface LogReceiver {
  /** Once, before all others; typeperf names no zone. */
  begin(zone: LogZone | undefined): void
  /** Columns that begin here, to the right of those that were there. */
  columns(more: readonly LogColumn[]): void
  /**
   * The values at one time, later than the time before; NaN is a value that is missing.
   * @param wallMs local time of the log as if it were UTC
   * @param values one a column so far; used again for the next record, so keep a copy
   */
  record(wallMs: number, values: Float64Array): void
  problem(problem: LogProblem): void
}
