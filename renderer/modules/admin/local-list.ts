import type { GridSort } from '../../ui/index.ts'

/** What a list that is wholly here is sorted by: one reader a column. */
export type Readers<Row> = Readonly<Record<string, (row: Row) => string | number>>

/** The rows in which one of the texts holds what was typed, without case; all where nothing was. */
export function searchRows<Row>(
  rows: readonly Row[],
  text: string,
  textsOf: (row: Row) => readonly string[],
): Row[] {
  const sought = text.trim().toLowerCase()
  if (!sought) return [...rows]
  return rows.filter(row => textsOf(row).some(one => one.toLowerCase().includes(sought)))
}

/** The rows in the order of a column; ties stay as they came. An unknown column changes nothing. */
export function sortRows<Row>(
  rows: readonly Row[],
  sort: GridSort | undefined,
  readers: Readers<Row>,
): Row[] {
  const read = sort && readers[sort.key]
  if (!read) return [...rows]
  const sign = sort.direction === 'asc' ? 1 : -1
  return rows
    .map(row => ({ row, key: keyOf(read(row)) }))
    .sort((a, b) => compare(a.key, b.key) * sign)
    .map(one => one.row)
}

function keyOf(value: string | number): string | number {
  return typeof value === 'string' ? value.toLowerCase() : value
}

function compare(a: string | number, b: string | number): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
