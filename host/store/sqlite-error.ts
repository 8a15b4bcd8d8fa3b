interface SqliteError extends Error {
  readonly sqliteCode: number
}

/** Primary result codes of SQLite. */
const codes = {
  error: 1,
  busy: 5,
  readOnly: 8,
  ioError: 10,
  corrupt: 11,
  full: 13,
  notADatabase: 26,
} as const

/** What a code says to a person, as the end of a sentence. */
const words: Record<number, string> = {
  [codes.busy]: 'the file is locked by another program',
  [codes.full]: 'the disk is full',
  [codes.ioError]: 'the disk reported an error',
  [codes.readOnly]: 'the file or its folder is read-only',
}

/** SQLite's texts of the codes: reading many rows at once gives an error with a text alone. */
const texts: Record<string, number> = {
  'database is locked': codes.busy,
  'database disk image is malformed': codes.corrupt,
  'disk I/O error': codes.ioError,
  'file is not a database': codes.notADatabase,
}

function primaryCode(error: unknown): number | undefined {
  if (!(error instanceof Error)) return undefined
  const { sqliteCode } = error as Partial<SqliteError>
  return sqliteCode === undefined ? texts[error.message] : sqliteCode & 255
}

export function isBusy(error: unknown): boolean {
  return primaryCode(error) === codes.busy
}

/**
 * Whether a reading statement failed because the file is not what it should be. Our statements are
 * fixed, so a plain error means that a table or column is missing.
 */
export function isCorrupt(error: unknown): boolean {
  const code = primaryCode(error)
  return code === codes.corrupt || code === codes.notADatabase || code === codes.error
}

/** An error of SQLite in words that fit behind "could not be written to disk: ". */
export function readableError(error: unknown): Error {
  const text = words[primaryCode(error) ?? -1]
  const own = error instanceof Error ? error.message : String(error)
  return new Error(text === undefined ? own : `${text} (${own})`, { cause: error })
}
