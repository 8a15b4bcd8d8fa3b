import type { WindowEvent } from '../../shared/contract/index.ts'

/** The rows of a long list that are known here, by their place in it. */
export interface SparseWindow<Row> {
  readonly offset: number
  readonly rows: readonly Row[]
  readonly total: number
  readonly revision: number
  readonly asOfMs: number
}

/** Before anything is known. */
export function emptyWindow<Row>(): SparseWindow<Row> {
  return { offset: 0, rows: [], total: 0, revision: 0, asOfMs: 0 }
}

/** The row at a place of the list; undefined where it is not known here. */
export function rowAt<Row>(window: SparseWindow<Row>, index: number): Row | undefined {
  return window.rows[index - window.offset]
}

/**
 * The window after an event. A whole window replaces what was known; changed rows replace those at
 * their places. An event of an older revision changes nothing, and a changed row outside the window
 * is dropped, since nobody looks at it.
 */
export function applyEvent<Row>(
  window: SparseWindow<Row>,
  event: WindowEvent<Row>,
): SparseWindow<Row> {
  if (event.revision < window.revision) return window
  const { total, revision, asOfMs } = event
  if (event.kind === 'window') {
    return { offset: event.offset, rows: event.rows, total, revision, asOfMs }
  }
  const rows = [...window.rows]
  for (const { index, row } of event.changed) {
    const at = index - window.offset
    if (at >= 0 && at < rows.length) rows[at] = row
  }
  return { offset: window.offset, rows, total, revision, asOfMs }
}

/**
 * The window with rows replaced where `change` answers another one; the same window where it
 * answers none, so that nothing is drawn anew.
 */
export function patchRows<Row>(
  window: SparseWindow<Row>,
  change: (row: Row) => Row,
): SparseWindow<Row> {
  let isChanged = false
  const rows = window.rows.map(row => {
    const next = change(row)
    if (next !== row) isChanged = true
    return next
  })
  return isChanged ? { ...window, rows } : window
}
