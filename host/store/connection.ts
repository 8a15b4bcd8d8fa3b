import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite'

/** Marks a file as ours in SQLite's header: the letters `Hwrd`. */
export const applicationId = 0x48777264

export interface WriterOptions {
  /** The most pages of 4 KiB that the file may have; for tests of a full disk. */
  readonly maxPages?: number
}

/** What durability rests on, as SQLite says that it is in force. */
export interface Pragmas {
  readonly journalMode: string
  readonly synchronous: number
  readonly foreignKeys: number
  readonly busyTimeoutMs: number
}

const busyTimeoutMs = 5000
/** SQLite's number for FULL: every commit is on disk when it returns. */
export const synchronousFull = 2

/** Opens a file for writing, with a log that is synced at every commit. */
export function openWriter(file: string, options: WriterOptions = {}): DatabaseSyncInstance {
  const database = new DatabaseSync(file, { timeout: busyTimeoutMs })
  database.exec('PRAGMA journal_mode = WAL')
  database.exec('PRAGMA synchronous = FULL')
  database.exec('PRAGMA foreign_keys = ON')
  // A large first save must not leave a log of that size behind for good.
  database.exec('PRAGMA journal_size_limit = 16777216')
  if (options.maxPages !== undefined) database.exec(`PRAGMA max_page_count = ${options.maxPages}`)
  return database
}

/**
 * Empties the log into the file, which marks a clean end, and closes. The close alone would not do:
 * while statements wait for the garbage collector, SQLite keeps the connection and its log.
 */
export function closeClean(database: DatabaseSyncInstance): void {
  try {
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  } finally {
    database.close()
  }
}

/**
 * Opens a file so that nothing can change it: neither it nor its log is written, also not on close.
 */
export function openReader(file: string): DatabaseSyncInstance {
  return new DatabaseSync(file, { readOnly: true, timeout: busyTimeoutMs })
}

export function readPragmas(database: DatabaseSyncInstance): Pragmas {
  return {
    journalMode: String(pragma(database, 'journal_mode')),
    synchronous: Number(pragma(database, 'synchronous')),
    foreignKeys: Number(pragma(database, 'foreign_keys')),
    busyTimeoutMs: Number(pragma(database, 'busy_timeout')),
  }
}

/** The value of a pragma that answers with one. */
export function pragma(database: DatabaseSyncInstance, name: string): unknown {
  const row = database.prepare(`PRAGMA ${name}`).get() as Record<string, unknown> | undefined
  return row && Object.values(row)[0]
}

/** Does the work in one transaction: all of it is on disk, or nothing. */
export function transaction(database: DatabaseSyncInstance, work: () => void): void {
  database.exec('BEGIN IMMEDIATE')
  try {
    work()
    database.exec('COMMIT')
  } catch (error) {
    // A full disk may have ended the transaction by itself.
    if (database.isTransaction) database.exec('ROLLBACK')
    throw error
  }
}
