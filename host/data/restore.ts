import { copyFileSync, existsSync, mkdirSync, renameSync } from 'node:fs'
import {
  filesBeside,
  lockFolder,
  setAside,
  storeFiles,
  syncFile,
  syncFolder,
  type StoreFiles,
} from '../store/index.ts'
import { checkBackup } from './check-backup.ts'
import { DataRefusal } from './refusal.ts'

/**
 * Puts a backup into a data folder. What is there is moved aside and stays.
 * @returns where the former fabric is now; undefined where there was none
 * @throws DataRefusal or StoreUnusable; nothing was changed then
 */
export function restore(dataDir: string, source: string, force: boolean): string | undefined {
  if (!existsSync(source)) throw new DataRefusal(`There is no file ${source}.`)
  checkBackup(filesBeside(source))
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const files = storeFiles(dataDir)
  const lock = lockFolder(files.lock, dataDir)
  try {
    if (existsSync(files.fabric) && !force) {
      throw new DataRefusal(
        `${dataDir} already holds a fabric. --force puts the backup in its place; the former one is moved aside.`,
      )
    }
    return replace(files, source, dataDir)
  } finally {
    lock.release()
  }
}

function replace(files: StoreFiles, source: string, dataDir: string): string | undefined {
  copyFileSync(source, files.unfinished)
  syncFile(files.unfinished)
  const former = setAside(files, 'replaced')
  renameSync(files.unfinished, files.fabric)
  syncFolder(dataDir)
  return former
}
