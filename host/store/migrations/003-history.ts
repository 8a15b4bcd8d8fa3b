import type { Migration } from './migration.ts'

/**
 * History, in blocks of some 60 kB. They stand in a table with row numbers, so that the index of
 * their keys stays small: what is too old is found without reading a block.
 */
export const historyBlocks: Migration = {
  version: 3,
  sql: `
    CREATE TABLE history (
      ring TEXT NOT NULL,
      kind TEXT NOT NULL,
      block INTEGER NOT NULL,
      start_ms INTEGER NOT NULL,
      bytes BLOB NOT NULL,
      PRIMARY KEY (ring, kind, block, start_ms)
    );
  `,
}
