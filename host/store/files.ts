import { dirname, join } from 'node:path'

/** The files of a data folder. SQLite keeps its write-ahead log and its index beside the file. */
export interface StoreFiles {
  readonly fabric: string
  readonly log: string
  readonly logIndex: string
  readonly lock: string
  /** A new file is made under this name and takes its own only when it is whole. */
  readonly unfinished: string
}

/** The names of the files in a data folder. */
export function storeFiles(dataDir: string): StoreFiles {
  return filesBeside(join(dataDir, 'fabric.db'))
}

/** The names for a fabric's file that may be called anything, such as a backup. */
export function filesBeside(fabric: string): StoreFiles {
  return {
    fabric,
    log: `${fabric}-wal`,
    logIndex: `${fabric}-shm`,
    lock: join(dirname(fabric), 'fabric.lock'),
    unfinished: `${fabric}.new`,
  }
}
