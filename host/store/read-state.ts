import type { DatabaseSyncInstance } from '@photostructure/sqlite'
import type { JournalEntry, StoredRow, StoredState } from '../../core/index.ts'

interface EngineRow {
  time_ms: number
  journal_seq: number
  json: string
}

interface JournalRow {
  seq: number
  time_ms: number
  wall_ms: number
  json: string
}

/**
 * The last save and what came after it, or undefined for a file without any. A journal without a
 * save gives an empty save at time 0.
 */
export function readState(database: DatabaseSyncInstance): StoredState | undefined {
  const engine = database.prepare('SELECT * FROM engine').get() as EngineRow | undefined
  const journalSeq = engine?.journal_seq ?? 0
  const tail = readTail(database, journalSeq)
  if (!engine && tail.length === 0) return undefined
  const timeMs = engine?.time_ms ?? 0
  return {
    timeMs,
    journalSeq,
    rows: readRows(database),
    engine: engine?.json ?? '',
    columns: readColumns(database),
    tail,
    clockMarkMs: readMark(database, timeMs),
  }
}

/** Rows of each table in the order of their numbers, the order in which they were made. */
function readRows(database: DatabaseSyncInstance): StoredRow[] {
  const query = database.prepare('SELECT tbl, number, json FROM rows ORDER BY tbl, number')
  query.setReturnArrays(true)
  const found = query.all() as [string, number, string][]
  return found.map(([table, number, json]) => ({ table, id: `${table}-${number}`, json }))
}

function readColumns(database: DatabaseSyncInstance): { name: string; bytes: Uint8Array }[] {
  return database.prepare('SELECT name, bytes FROM columns ORDER BY name').all() as {
    name: string
    bytes: Uint8Array
  }[]
}

function readTail(database: DatabaseSyncInstance, after: number): JournalEntry[] {
  const rows = database.prepare('SELECT * FROM journal WHERE seq > ? ORDER BY seq').all(after)
  return (rows as JournalRow[]).map(({ seq, time_ms, wall_ms, json }) => ({
    ...(JSON.parse(json) as Omit<JournalEntry, 'seq' | 'timeMs' | 'wallMs'>),
    seq,
    timeMs: time_ms,
    wallMs: wall_ms,
  }))
}

/** How far simulated time came: a mark, but never before the save or the last command. */
function readMark(database: DatabaseSyncInstance, timeMs: number): number {
  const mark = database.prepare('SELECT mark_ms FROM clock').get() as
    { mark_ms: number } | undefined
  const last = database.prepare('SELECT max(time_ms) AS ms FROM journal').get() as { ms?: number }
  return Math.max(timeMs, mark?.mark_ms ?? 0, last.ms ?? 0)
}
