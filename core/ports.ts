import type { Refusal } from '../shared/refusals/index.ts'
import type { LogPort } from './log-port.ts'
import type { ScenarioOutcome } from './scenarios/index.ts'

/** Who gave a command, as the journal keeps it. */
export interface Actor {
  readonly userId?: string
  readonly name: string
}

/** One command from outside, as it is on disk before its answer leaves. Plain JSON, no secrets. */
export interface JournalEntry {
  readonly seq: number
  /** Simulated time at which it was applied. */
  readonly timeMs: number
  /** Time on the wall, for the audit record. */
  readonly wallMs: number
  readonly actor: Actor
  /** The operation, such as `vm.start`. */
  readonly operation: string
  readonly input: unknown
  /** Why it was allowed: the proof in one line. */
  readonly because: string
  /**
   * Code and text of the refusal, where the command was refused: it then only leaves an audit
   * record.
   */
  readonly refusal?: string
}

/** A changed row as JSON; without json the row is gone. */
export interface StoredRow {
  readonly table: string
  readonly id: string
  readonly json?: string
}

/** One consistent instant: the rows changed since the last one, and everything else whole. */
export interface Checkpoint {
  readonly timeMs: number
  /** The last journal entry that it contains. */
  readonly journalSeq: number
  readonly rows: readonly StoredRow[]
  /** Clock, queue, random streams and counters as JSON. */
  readonly engine: string
  readonly columns: readonly { readonly name: string; readonly bytes: Uint8Array }[]
}

/** What the store holds: the last checkpoint, the journal after it, and the last clock mark. */
export interface StoredState extends Checkpoint {
  readonly tail: readonly JournalEntry[]
  readonly clockMarkMs: number
}

/** A session or a token. Its secret is kept only as a hash. */
export interface StoredSession {
  readonly id: string
  readonly tokenHash: string
  readonly userId: string
  readonly kind: 'window' | 'browser' | 'token'
  readonly label: string
  readonly createdMs: number
  readonly lastSeenMs: number
  readonly expiresMs: number
}

/**
 * The series of a block of subjects over a stretch of time, packed. The four keys name it: another
 * one with the same takes its place.
 */
export interface HistoryBlock {
  readonly ring: string
  readonly kind: string
  readonly block: number
  readonly startMs: number
  readonly bytes: Uint8Array
}

/** Where the core keeps itself. Every method is synchronous and durable when it returns. */
export interface StorePort {
  /** The stored state, or undefined for an empty store. */
  read(): StoredState | undefined
  /** Appends a command. Throws an Error with a readable message where the disk refuses. */
  append(entry: JournalEntry): void
  /** Replaces columns and engine and merges rows, in one transaction. */
  checkpoint(checkpoint: Checkpoint): void
  /** Notes that simulated time has come this far. */
  markClock(timeMs: number): void
  sessions(): StoredSession[]
  putSession(session: StoredSession): void
  removeSession(id: string): void
  /** Writes blocks of history in one transaction; those that are there are replaced. */
  putHistory(blocks: readonly HistoryBlock[]): void
  /** The blocks that begin from one time on and before another, in the order of their times. */
  readHistory(
    ring: string,
    kind: string,
    block: number,
    fromMs: number,
    toMs: number,
  ): HistoryBlock[]
  /** Forgets the blocks of a ring that begin before a time. */
  dropHistory(ring: string, beforeMs: number): void
}

export interface UnpackedTrace {
  readonly name: string
  /** Whole percentages, one a five minutes. */
  readonly samples: Uint8Array
}

/** A scenario that somebody wants to run. */
export interface ScenarioRequest {
  readonly name: string
  readonly seed: number
  readonly runs: number
  /** Whose run it is: one user has one at a time. */
  readonly userId: string
}

/** Hears how a run goes; the last that it hears is `done` or `failed`. */
export interface ScenarioWatcher {
  progress(simulatedS: number): void
  done(outcome: ScenarioOutcome, tookMs: number): void
  failed(reason: string): void
}

/** A scenario under way. */
export interface ScenarioRun {
  /** Ends it at once, also where it is over. */
  cancel(): void
}

/**
 * A model for a solver: the least cost of columns, some of them whole numbers, between bounds, with
 * rows that sum them up between bounds. Numbers alone: what they mean is who made them's affair.
 */
export interface SolverModel {
  readonly cost: Float64Array
  readonly lower: Float64Array
  readonly upper: Float64Array
  /** 1 for a column that is a whole number. */
  readonly isWhole: Uint8Array
  readonly rowLower: Float64Array
  readonly rowUpper: Float64Array
  /** The columns of row r and their factors are at `starts[r]` up to `starts[r + 1]`. */
  readonly starts: Int32Array
  readonly indices: Int32Array
  readonly factors: Float64Array
  /** A solution that is known, to begin with. */
  readonly known?: Float64Array
}

export interface SolverLimits {
  /** Real time, in seconds. */
  readonly timeS: number
  /** It ends where cost and bound are so close, as a share of the cost. */
  readonly gap: number
}

/** How far a solver is: the least cost that it found, and what no solution can be below. */
export interface SolverProgress {
  readonly elapsedS: number
  readonly cost?: number
  readonly bound?: number
}

export interface SolverSolution extends SolverProgress {
  /** `best` is proven within the gap; `limit` is the best within the time. */
  readonly status: 'best' | 'limit' | 'none'
  /** Absent where there is no solution, or none was found. */
  readonly values?: Float64Array
}

/** Hears how a solver goes; the last that it hears is `done` or `failed`. */
export interface SolverWatcher {
  progress(progress: SolverProgress): void
  done(solution: SolverSolution): void
  failed(reason: string): void
}

/** A solver at work. */
export interface SolverRun {
  /** Ends it at once, also where it is over. */
  cancel(): void
}

/**
 * What the core needs of the world outside: chance for secrets, hashing, the wall clock, unpacking.
 */
export interface CorePorts {
  wallMs(): number
  hashPassword(password: string): Promise<string>
  /** Takes as long for an absent hash as for a real one. */
  verifyPassword(password: string, hash: string | undefined): Promise<boolean>
  /** 32 random bytes, URL-safe. */
  randomToken(): string
  /** A one-way hash of a token. */
  hashToken(token: string): string
  /** Reads trace files and archives (.tar, .tar.gz, .tar.xz); a refusal where one line is wrong. */
  unpackTraces(
    source: string,
    files: readonly { path: string; contentBase64: string }[],
  ): Promise<UnpackedTrace[] | Refusal>
  /**
   * Runs a scenario beside the core, so that the fabric goes on meanwhile; a refusal where as many
   * run as may.
   */
  runScenario(request: ScenarioRequest, watcher: ScenarioWatcher): ScenarioRun | Refusal
  /**
   * Solves a model beside the core, so that the fabric goes on meanwhile; a refusal where the host
   * solves as many as it may. The core trusts nothing of the answer.
   */
  solve(model: SolverModel, limits: SolverLimits, watcher: SolverWatcher): SolverRun | Refusal
  /** Keeps the records of performance logs. */
  readonly logs: LogPort
  /** A line for the host's log; never holds a secret. */
  log(line: string): void
}
