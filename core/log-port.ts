import type { LogFormat } from '../shared/domain/index.ts'
import type { LogReceiver, LogZone } from '../shared/perfmon/index.ts'

/** What is said of a log when it begins; a file of another beginning is not the same log. */
export interface LogBeginning {
  readonly format: LogFormat
  readonly zone: LogZone
  readonly startedMs: number
  /** It keeps the last so many records; all of them where absent. */
  readonly recordsKept?: number
  /** It takes no more bytes, also where instances come later; no limit where absent. */
  readonly bytesMost?: number
}

/** How much a log holds. */
export interface LogSize {
  readonly records: number
  readonly bytes: number
  /** Why it takes no more records now, as a sentence that begins in lower case. */
  readonly problem?: string
}

/** A column with the objects that it is about, by which readers are told apart. */
export interface RecordedColumn {
  readonly path: string
  readonly objectId?: string
  readonly hostId?: string
}

/** A file from elsewhere: what came over the wire, or the name of one in the folder `incoming`. */
export type LogSource = { readonly contentBase64: string } | { readonly incoming: string }

/** Where the records of logs are kept. A log is known by a key of letters, digits and hyphens. */
export interface LogPort {
  /** Opens a log to write; answers the columns that it has already, none for a new one. */
  open(key: string, beginning: LogBeginning): readonly RecordedColumn[]
  /** Adds columns to the right; a text log takes them once. */
  addColumns(key: string, more: readonly RecordedColumn[]): void
  /** Adds a record; one that is not after the last is known already, and left out. */
  append(key: string, wallMs: number, values: Float64Array): void
  close(key: string): void
  /** Writes down what waits. */
  flush(): void
  /** How much it holds; undefined where there is no such log. */
  size(key: string): LogSize | undefined
  /** The columns with their objects, of a log that was recorded here. */
  columnsOf(key: string): readonly RecordedColumn[]
  /**
   * Reads a log piece by piece, and waits for `drained` between them. Throws an Error with a
   * readable message where it cannot.
   */
  read(key: string, receiver: LogReceiver, drained?: () => Promise<void>): Promise<void>
  /** Text as bytes in UTF-8. */
  encode(text: string): Uint8Array
  /** Takes a log from elsewhere. Throws an Error with a readable message where it cannot. */
  take(key: string, format: LogFormat, source: LogSource): Promise<void>
  remove(key: string): void
  /** Removes what is left of imports that became no log; those of these keys stay. */
  keepImports(keys: ReadonlySet<string>): void
}
