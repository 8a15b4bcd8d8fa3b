import { existsSync, renameSync, rmSync } from 'node:fs'
import { resolve } from 'node:path'
import {
  filesBeside,
  inspectFile,
  openReader,
  sizeOf,
  storeFiles,
  syncFile,
} from '../store/index.ts'
import { checkBackup } from './check-backup.ts'
import { DataRefusal } from './refusal.ts'

/**
 * Copies the fabric of a data folder into one file, as it is at this instant, also while a host
 * runs
 * on the folder: SQLite reads one snapshot, and the host goes on writing behind it.
 * @returns the size of the backup in bytes
 * @throws DataRefusal or StoreUnusable; no file is left then
 */
export function backUp(dataDir: string, target: string, force: boolean): number {
  const files = storeFiles(dataDir)
  if (!existsSync(files.fabric)) throw new DataRefusal(`There is no fabric in ${dataDir}.`)
  if (existsSync(target) && !force) {
    throw new DataRefusal(`${target} exists already. --force replaces it.`)
  }
  inspectFile(files)
  const unfinished = `${resolve(target)}.unfinished`
  rmSync(unfinished, { force: true })
  try {
    copySnapshot(files.fabric, unfinished)
    checkBackup(filesBeside(unfinished))
    renameSync(unfinished, target)
  } finally {
    rmSync(unfinished, { force: true })
  }
  return sizeOf(target)
}

function copySnapshot(fabric: string, target: string): void {
  const reader = openReader(fabric)
  try {
    reader.exec(`VACUUM INTO '${target.replaceAll("'", "''")}'`)
  } finally {
    reader.close()
  }
  // SQLite does not sync what it vacuums into.
  syncFile(target)
}
