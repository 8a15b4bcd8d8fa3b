import type { DatabaseSyncInstance } from '@photostructure/sqlite'
import { transaction } from '../connection.ts'
import { firstSchema } from './001-first-schema.ts'
import { rowsByNumber } from './002-rows-by-number.ts'
import { historyBlocks } from './003-history.ts'
import type { Migration } from './migration.ts'

export const migrations: readonly Migration[] = [firstSchema, rowsByNumber, historyBlocks]

/** The version that this program reads and writes. */
export const schemaVersion = migrations.length

/**
 * Brings a file from one version to another, one transaction a step, so that a kill between two
 * leaves a file of a version that exists. It leaves no prepared statement behind, so that the
 * connection really ends with its `close`.
 */
export function migrate(database: DatabaseSyncInstance, from: number, upTo = schemaVersion): void {
  for (const { version, sql } of migrations) {
    if (version <= from || version > upTo) continue
    transaction(database, () => {
      database.exec(sql)
      database.exec(`PRAGMA user_version = ${version}`)
    })
  }
}
