import type { DatabaseSyncInstance, StatementSyncInstance } from '@photostructure/sqlite'
import type {
  Checkpoint,
  HistoryBlock,
  JournalEntry,
  StoredSession,
  StoredState,
  StorePort,
} from '../../core/index.ts'
import type { Pragmas, WriterOptions } from './connection.ts'
import { closeClean, openReader, openWriter, readPragmas, transaction } from './connection.ts'
import type { FolderLock } from './folder-lock.ts'
import { damaged } from './inspect.ts'
import { readState } from './read-state.ts'
import { RowWriter } from './row-writer.ts'
import { isCorrupt, readableError } from './sqlite-error.ts'

type Statements = Readonly<
  Record<
    'append' | 'mark' | 'putSession' | 'removeSession' | 'putHistory' | 'dropHistory',
    StatementSyncInstance
  >
>

interface Writer {
  readonly database: DatabaseSyncInstance
  readonly rows: RowWriter
  readonly statements: Statements
}

/**
 * The fabric in a SQLite file. Until the first write the file is open for reading alone, so what
 * cannot be read whole is never changed. Every write is on disk when its method returns.
 */
export class SqliteStore implements StorePort {
  private reader: DatabaseSyncInstance | undefined
  private writer: Writer | undefined

  constructor(
    readonly file: string,
    private readonly options: WriterOptions,
    private readonly lock: FolderLock,
  ) {
    this.reader = openReader(file)
  }

  read(): StoredState | undefined {
    return this.careful(() => readState(this.database))
  }

  append(entry: JournalEntry): void {
    const { seq, timeMs, wallMs, ...rest } = entry
    this.write(({ statements }) => {
      statements.append.run(seq, timeMs, wallMs, JSON.stringify(rest))
    })
  }

  checkpoint(checkpoint: Checkpoint): void {
    this.write(({ database, rows }) => {
      try {
        transaction(database, () => rows.write(checkpoint))
        rows.committed(checkpoint)
      } catch (error) {
        rows.failed()
        throw error
      }
    })
  }

  markClock(timeMs: number): void {
    this.write(({ statements }) => statements.mark.run(timeMs))
  }

  sessions(): StoredSession[] {
    return this.careful(() =>
      this.database
        .prepare('SELECT json FROM sessions ORDER BY id')
        .all()
        .map((row: { json: string }) => JSON.parse(row.json) as StoredSession),
    )
  }

  putSession(session: StoredSession): void {
    this.write(({ statements }) =>
      statements.putSession.run(session.id, session.tokenHash, JSON.stringify(session)),
    )
  }

  removeSession(id: string): void {
    this.write(({ statements }) => statements.removeSession.run(id))
  }

  putHistory(blocks: readonly HistoryBlock[]): void {
    this.write(({ database, statements }) => {
      transaction(database, () => {
        for (const { ring, kind, block, startMs, bytes } of blocks) {
          statements.putHistory.run(ring, kind, block, startMs, bytes)
        }
      })
    })
  }

  readHistory(
    ring: string,
    kind: string,
    block: number,
    fromMs: number,
    toMs: number,
  ): HistoryBlock[] {
    const rows = this.careful(() =>
      this.database.prepare(readHistory).all(ring, kind, block, fromMs, toMs),
    ) as { start_ms: number; bytes: Uint8Array }[]
    return rows.map(({ start_ms, bytes }) => ({ ring, kind, block, startMs: start_ms, bytes }))
  }

  dropHistory(ring: string, beforeMs: number): void {
    this.write(({ statements }) => statements.dropHistory.run(ring, beforeMs))
  }

  /** The settings that durability rests on, read back from SQLite on the connection that writes. */
  pragmas(): Pragmas {
    return readPragmas(this.openForWriting().database)
  }

  /** Empties the log into the file and gives the folder back. */
  close(): void {
    const { reader, writer } = this
    this.reader = undefined
    this.writer = undefined
    reader?.close()
    try {
      if (writer) closeClean(writer.database)
    } catch {
      // A full disk cannot take the log into the file. All of it is in the log, and stays there.
    } finally {
      this.lock.release()
    }
  }

  private get database(): DatabaseSyncInstance {
    return this.writer?.database ?? this.reader ?? this.openForWriting().database
  }

  private write(work: (writer: Writer) => void): void {
    try {
      work(this.openForWriting())
    } catch (error) {
      throw readableError(error)
    }
  }

  private openForWriting(): Writer {
    if (this.writer) return this.writer
    this.reader?.close()
    this.reader = undefined
    const database = openWriter(this.file, this.options)
    this.writer = { database, rows: new RowWriter(database), statements: prepare(database) }
    return this.writer
  }

  /** Reading: what the file cannot give, or gives as broken JSON, is a damaged file. */
  private careful<T>(read: () => T): T {
    try {
      return read()
    } catch (error) {
      if (isCorrupt(error) || error instanceof SyntaxError) {
        throw damaged(this.file, (error as Error).message)
      }
      throw error
    }
  }
}

const readHistory =
  'SELECT start_ms, bytes FROM history ' +
  'WHERE ring = ? AND kind = ? AND block = ? AND start_ms >= ? AND start_ms < ? ORDER BY start_ms'

function prepare(database: DatabaseSyncInstance): Statements {
  return {
    append: database.prepare('INSERT INTO journal VALUES (?, ?, ?, ?)'),
    mark: database.prepare('INSERT OR REPLACE INTO clock VALUES (1, ?)'),
    putSession: database.prepare('INSERT OR REPLACE INTO sessions VALUES (?, ?, ?)'),
    removeSession: database.prepare('DELETE FROM sessions WHERE id = ?'),
    putHistory: database.prepare('INSERT OR REPLACE INTO history VALUES (?, ?, ?, ?, ?)'),
    dropHistory: database.prepare('DELETE FROM history WHERE ring = ? AND start_ms < ?'),
  }
}
