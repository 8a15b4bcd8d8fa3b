import type { Migration } from './migration.ts'

/** The first schema: rows and columns of the last save, the journal, the clock's mark, sessions. */
export const firstSchema: Migration = {
  version: 1,
  sql: `
    CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    INSERT INTO meta VALUES ('format', 'hostward-fabric');

    CREATE TABLE rows (
      tbl TEXT NOT NULL,
      id TEXT NOT NULL,
      json TEXT NOT NULL,
      PRIMARY KEY (tbl, id)
    );
    CREATE TABLE columns (name TEXT PRIMARY KEY, bytes BLOB NOT NULL);
    CREATE TABLE engine (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      time_ms INTEGER NOT NULL,
      journal_seq INTEGER NOT NULL,
      json TEXT NOT NULL
    );

    CREATE TABLE journal (
      seq INTEGER PRIMARY KEY,
      time_ms INTEGER NOT NULL,
      wall_ms INTEGER NOT NULL,
      json TEXT NOT NULL
    );
    CREATE TABLE clock (one INTEGER PRIMARY KEY CHECK (one = 1), mark_ms INTEGER NOT NULL);

    CREATE TABLE sessions (
      id TEXT PRIMARY KEY,
      token_hash TEXT NOT NULL UNIQUE,
      json TEXT NOT NULL
    );
  `,
}
