import { accessSync, constants, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { WriterOptions } from './connection.ts'
import { applicationId, closeClean, openWriter } from './connection.ts'
import type { StoreFiles } from './files.ts'
import { storeFiles } from './files.ts'
import { lockFolder } from './folder-lock.ts'
import { damaged, inspectFile, sizeOf } from './inspect.ts'
import { migrate, schemaVersion } from './migrations/index.ts'
import { setAside } from './set-aside.ts'
import { StoreUnusable } from './store-unusable.ts'
import { syncFolder } from './sync.ts'
import { SqliteStore } from './sqlite-store.ts'

export interface StoreOptions extends WriterOptions {
  /** Moves a file that cannot be opened out of the way, and starts with a new one. */
  readonly startFresh?: boolean
}

/**
 * Opens the store of a data folder, or makes an empty one where there is none, and takes the folder
 * for this process.
 * @throws StoreUnusable where the folder is in use or its file cannot be; nothing was changed then
 */
export function openStore(dataDir: string, options: StoreOptions = {}): SqliteStore {
  makeDataFolder(dataDir)
  const files = storeFiles(dataDir)
  const lock = lockFolder(files.lock, dataDir)
  try {
    if (options.startFresh) setAside(files, 'damaged')
    if (!existsSync(files.fabric) && sizeOf(files.log) > 0) {
      throw damaged(files.fabric, 'its log is there, but the file itself is not')
    }
    if (!existsSync(files.fabric)) createFile(files)
    const { version } = inspectFile(files)
    if (version < schemaVersion) migrateFile(files.fabric, version)
    return new SqliteStore(files.fabric, options, lock)
  } catch (error) {
    lock.release()
    throw error
  }
}

/**
 * Makes the folder for its owner alone: the file holds hashes of passwords. One that is there keeps
 * the rights that somebody gave it.
 */
function makeDataFolder(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK)
    if (!statSync(dataDir).isDirectory()) throw new Error('it is no folder')
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new StoreUnusable(
      'unwritable',
      `The data folder ${dataDir} cannot be written to (${reason}). Start with another folder (--data).`,
    )
  }
}

/** A file under another name until it is whole, so that a kill never leaves half a file as ours. */
function createFile(files: StoreFiles): void {
  for (const end of ['', '-wal', '-shm']) rmSync(`${files.unfinished}${end}`, { force: true })
  const database = openWriter(files.unfinished)
  database.exec(`PRAGMA application_id = ${applicationId}`)
  migrate(database, 0)
  closeClean(database)
  renameSync(files.unfinished, files.fabric)
  syncFolder(dirname(files.fabric))
}

/** Brings an older file up to date. */
function migrateFile(file: string, version: number): void {
  const database = openWriter(file)
  try {
    migrate(database, version)
  } finally {
    closeClean(database)
  }
}
