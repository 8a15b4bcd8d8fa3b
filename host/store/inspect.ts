import { closeSync, openSync, readSync, statSync } from 'node:fs'
import type { DatabaseSyncInstance } from '@photostructure/sqlite'
import { applicationId, openReader, pragma } from './connection.ts'
import type { StoreFiles } from './files.ts'
import { schemaVersion } from './migrations/index.ts'
import { isCorrupt } from './sqlite-error.ts'
import { StoreUnusable } from './store-unusable.ts'

/** Where SQLite's header (its file format, section 1.3) keeps what tells a file's kind. */
const header = { length: 100, magic: 'SQLite format 3\0', userVersion: 60, applicationId: 68 }

const advice = 'It was left as it is. Restore a backup, or start with a new one.'

/** What is known of a file before anything opens it for writing. */
export interface Inspection {
  readonly version: number
  /** The last process did not close it, so it was checked as a whole. */
  readonly wasUnclean: boolean
}

/**
 * Looks at a fabric's file without changing a byte of it or of its log.
 * @throws StoreUnusable `not-ours`, `newer` or `damaged`
 */
export function inspectFile(files: StoreFiles): Inspection {
  checkHeader(files.fabric)
  // A clean close empties the log into the file.
  const wasUnclean = sizeOf(files.log) > 0
  return withReader(files.fabric, reader => {
    const version = Number(pragma(reader, 'user_version'))
    if (version > schemaVersion) throw newer(files.fabric, version)
    reader.prepare('SELECT value FROM meta').all()
    // It reads the whole file, so only where a process was killed.
    if (wasUnclean) quickCheck(reader, files.fabric)
    return { version, wasUnclean }
  })
}

/** @throws StoreUnusable `damaged` where SQLite finds the file's structure broken */
export function quickCheck(database: DatabaseSyncInstance, file: string): void {
  const found = String(pragma(database, 'quick_check(1)'))
  if (found !== 'ok') throw damaged(file, found)
}

/**
 * Does the work with a connection that cannot change the file; corruption comes out as `damaged`.
 */
export function withReader<T>(file: string, work: (reader: DatabaseSyncInstance) => T): T {
  let reader: DatabaseSyncInstance | undefined
  try {
    reader = openReader(file)
    return work(reader)
  } catch (error) {
    throw isCorrupt(error) ? damaged(file, (error as Error).message) : error
  } finally {
    reader?.close()
  }
}

export function damaged(file: string, detail: string): StoreUnusable {
  return new StoreUnusable('damaged', `The file ${file} is damaged (${detail}). ${advice}`)
}

/** Size of a file in bytes; 0 where there is none. */
export function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}

function checkHeader(file: string): void {
  const start = readStart(file)
  if (start.length === 0) throw damaged(file, 'it is empty')
  if (start.subarray(0, 16).toString('latin1') !== header.magic) {
    throw damaged(file, 'its first bytes are not those of a database')
  }
  if (start.length < header.length) throw damaged(file, 'it is cut short')
  if (start.readInt32BE(header.applicationId) !== applicationId) {
    throw new StoreUnusable(
      'not-ours',
      `The file ${file} is a database of another program. ${advice}`,
    )
  }
  const version = start.readInt32BE(header.userVersion)
  if (version > schemaVersion) throw newer(file, version)
}

function readStart(file: string): Buffer {
  const bytes = Buffer.alloc(header.length)
  const descriptor = openSync(file, 'r')
  try {
    return bytes.subarray(0, readSync(descriptor, bytes, 0, header.length, 0))
  } finally {
    closeSync(descriptor)
  }
}

function newer(file: string, version: number): StoreUnusable {
  return new StoreUnusable(
    'newer',
    `The file ${file} was written by a newer Hostward (format ${version}; this one reads up to ` +
      `${schemaVersion}). It was left as it is. Use that version, or start with a new one.`,
  )
}
