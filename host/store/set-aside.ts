import { existsSync, renameSync } from 'node:fs'
import type { StoreFiles } from './files.ts'

/**
 * Moves a fabric's file, with its log, out of the way of a new one. Nothing is deleted.
 * @returns the new name, such as `fabric.db.damaged-1`; undefined where there was no file
 */
export function setAside(files: StoreFiles, as: 'damaged' | 'replaced'): string | undefined {
  if (!existsSync(files.fabric) && !existsSync(files.log)) return undefined
  let number = 1
  while (existsSync(`${files.fabric}.${as}-${number}`)) number++
  const target = `${files.fabric}.${as}-${number}`
  // The file first: killed here, a log without its file is noticed; a file without its log is not.
  moveIfThere(files.fabric, target)
  moveIfThere(files.log, `${target}-wal`)
  moveIfThere(files.logIndex, `${target}-shm`)
  return target
}

function moveIfThere(from: string, to: string): void {
  if (existsSync(from)) renameSync(from, to)
}
