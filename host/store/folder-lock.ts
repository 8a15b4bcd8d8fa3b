import { DatabaseSync } from '@photostructure/sqlite'
import { isBusy } from './sqlite-error.ts'
import { StoreUnusable } from './store-unusable.ts'

export interface FolderLock {
  release(): void
}

/**
 * Takes the data folder for this process. The lock is SQLite's own on an empty file, so it ends
 * with
 * the process however that ends, and the fabric's file stays free for a backup from outside.
 * @throws StoreUnusable `locked` while another process, or another core of this one, holds it
 */
export function lockFolder(lockFile: string, dataDir: string): FolderLock {
  const database = new DatabaseSync(lockFile, { timeout: 0 })
  try {
    database.exec('PRAGMA journal_mode = MEMORY; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE')
  } catch (error) {
    database.close()
    if (!isBusy(error)) throw error
    throw new StoreUnusable(
      'locked',
      `Hostward is already running on the data folder ${dataDir}. Use that one, or start with another folder (--data).`,
    )
  }
  return { release: () => database.close() }
}
