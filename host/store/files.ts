import { join } from 'node:path'

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
  const fabric = join(dataDir, 'fabric.db')
  return {
    fabric,
    log: `${fabric}-wal`,
    logIndex: `${fabric}-shm`,
    lock: join(dataDir, 'fabric.lock'),
    unfinished: `${fabric}.new`,
  }
}
