import type { Migration } from './migration.ts'

/**
 * Rows by the number of their id. The world wants them in that order after a restart, and the text
 * order of ids (vm-10 before vm-2) meant sorting all of them at every start.
 */
export const rowsByNumber: Migration = {
  version: 2,
  sql: `
    CREATE TABLE numbered_rows (
      tbl TEXT NOT NULL,
      number INTEGER NOT NULL,
      json TEXT NOT NULL,
      PRIMARY KEY (tbl, number)
    );
    INSERT INTO numbered_rows (tbl, number, json)
      SELECT tbl, CAST(substr(id, length(tbl) + 2) AS INTEGER) AS number, json
      FROM rows ORDER BY tbl, number;
    DROP TABLE rows;
    ALTER TABLE numbered_rows RENAME TO rows;
  `,
}
