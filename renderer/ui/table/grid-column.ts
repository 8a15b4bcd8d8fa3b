import type { Tone } from '../base/index.ts'

export interface TextValue {
  text: string
  /** Stands behind the text, weaker: ` to hv-06`. */
  suffix?: string
  icon?: string
  muted?: boolean
}

export interface StateValue {
  label: string
  tone: Tone
  icon?: string
  detail?: string
  /** How far it is, from 0 to 1. */
  share?: number
}

export interface MeterValue {
  /** From 0 to 1. */
  share: number
  label: string
  tone?: 'warn' | 'crit'
}

export interface SparklineValue {
  points: ArrayLike<number>
  /** What the full height means; the highest point where it is left out. */
  max?: number
  label: string
  tone?: 'warn' | 'crit'
}

/** What a column of each kind takes from a row. Undefined draws an empty cell. */
export interface CellValues {
  text: string | TextValue
  number: number
  state: StateValue
  meter: MeterValue
  sparkline: SparklineValue
  date: number
  tags: readonly string[]
}

export type CellKind = keyof CellValues

interface ColumnBase {
  key: string
  /** The translated head. */
  label: string
  /** In pixels; a column that grows takes at least this. */
  width?: number
  grow?: boolean
  sortable?: boolean
  align?: 'start' | 'end'
  /** Not shown until it is chosen. */
  hidden?: boolean
  /** Cannot be hidden. */
  fixed?: boolean
  /** Heavier text, for the column that names the row. */
  strong?: boolean
  /** What the head means, shown beside it. */
  explains?: string
}

/** A column of that kind. `format` turns the value of a number or date column into text. */
export type ColumnOf<Row, Kind extends CellKind> = ColumnBase & {
  kind: Kind
  value: (row: Row) => CellValues[Kind] | undefined
  format?: (value: number) => string
}

/** How one column of a grid reads and draws a row. */
export type GridColumn<Row> = { [Kind in CellKind]: ColumnOf<Row, Kind> }[CellKind]

export interface GridSort {
  key: string
  direction: 'asc' | 'desc'
}

export const defaultColumnWidth = 120

/** Whether the column's text stands at the right edge. */
export function isEndAligned<Row>(column: GridColumn<Row>): boolean {
  return (column.align ?? (column.kind === 'number' ? 'end' : 'start')) === 'end'
}

/** The sort after a click on a head: first upwards, then the other way round. */
export function nextSort(current: GridSort | undefined, key: string): GridSort {
  const flips = current?.key === key && current.direction === 'asc'
  return { key, direction: flips ? 'desc' : 'asc' }
}
