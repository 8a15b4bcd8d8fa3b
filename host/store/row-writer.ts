import type { DatabaseSyncInstance, StatementSyncInstance } from '@photostructure/sqlite'
import type { Checkpoint, StoredRow } from '../../core/index.ts'
import { numberOfId } from '../../shared/domain/index.ts'

/**
 * Writes saves. Columns are most of a save's bytes and many of them seldom change, so the writer
 * remembers what is on disk and leaves out what is the same.
 */
export class RowWriter {
  private readonly put: StatementSyncInstance
  private readonly drop: StatementSyncInstance
  private readonly putColumn: StatementSyncInstance
  private readonly dropColumn: StatementSyncInstance
  private readonly putEngine: StatementSyncInstance
  private onDisk = new Map<string, Uint8Array>()

  constructor(private readonly database: DatabaseSyncInstance) {
    this.put = database.prepare('INSERT OR REPLACE INTO rows VALUES (?, ?, ?)')
    this.drop = database.prepare('DELETE FROM rows WHERE tbl = ? AND number = ?')
    this.putColumn = database.prepare('INSERT OR REPLACE INTO columns VALUES (?, ?)')
    this.dropColumn = database.prepare('DELETE FROM columns WHERE name = ?')
    this.putEngine = database.prepare('INSERT OR REPLACE INTO engine VALUES (1, ?, ?, ?)')
  }

  /** Inside a transaction: merges the rows, replaces columns and engine. */
  write(checkpoint: Checkpoint): void {
    for (const row of checkpoint.rows) this.writeRow(row)
    this.writeColumns(checkpoint.columns)
    this.putEngine.run(checkpoint.timeMs, checkpoint.journalSeq, checkpoint.engine)
  }

  /** The transaction is on disk: its columns need not be written again. */
  committed(checkpoint: Checkpoint): void {
    this.onDisk = new Map(checkpoint.columns.map(({ name, bytes }) => [name, bytes]))
  }

  /** It is not known what is on disk: the next save writes every column. */
  failed(): void {
    this.onDisk.clear()
  }

  private writeRow({ table, id, json }: StoredRow): void {
    const number = numberOfId(id)
    if (id !== `${table}-${number}`) throw new Error(`The row ${id} is not of the table ${table}`)
    if (json === undefined) this.drop.run(table, number)
    else this.put.run(table, number, json)
  }

  private writeColumns(columns: Checkpoint['columns']): void {
    for (const { name, bytes } of columns) {
      if (!isSame(this.onDisk.get(name), bytes)) this.putColumn.run(name, bytes)
    }
    const kept = new Set(columns.map(column => column.name))
    for (const name of this.namesOnDisk()) if (!kept.has(name)) this.dropColumn.run(name)
  }

  private namesOnDisk(): string[] {
    const rows = this.database.prepare('SELECT name FROM columns').all() as { name: string }[]
    return rows.map(row => row.name)
  }
}

function isSame(before: Uint8Array | undefined, now: Uint8Array): boolean {
  return before !== undefined && Buffer.compare(before, now) === 0
}
