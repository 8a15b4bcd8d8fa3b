/** A span of rows: from `offset` on, `limit` of them. */
export interface RowRange {
  offset: number
  limit: number
}

export interface Viewport {
  scrollTop: number
  heightPx: number
  rowHeightPx: number
  total: number
}

/**
 * The rows to draw: those in sight and `overscan` more on either side. Near an end the span moves
 * inwards instead of shrinking, so that the same number of elements serves every place.
 */
export function visibleRange(view: Viewport, overscan: number): RowRange {
  const { scrollTop, heightPx, rowHeightPx, total } = view
  const first = Math.floor(Math.max(0, scrollTop) / rowHeightPx)
  const count = Math.ceil(heightPx / rowHeightPx) + 1 + 2 * overscan
  const limit = Math.min(count, total)
  return { offset: clamp(first - overscan, 0, total - limit), limit }
}

/**
 * The rows to ask for: those drawn and one screen more on either side, widened to whole blocks so
 * that scrolling by a line asks nothing new.
 */
export function wantedRange(view: Viewport, block: number): RowRange {
  const screen = Math.ceil(view.heightPx / view.rowHeightPx) + 1
  const seen = visibleRange(view, screen)
  const offset = Math.floor(seen.offset / block) * block
  const end = Math.ceil((seen.offset + seen.limit) / block) * block
  return { offset, limit: Math.max(0, Math.min(end, view.total) - offset) }
}

/** Where to scroll so that a row is wholly in sight; the same place where it already is. */
export function scrollTopFor(view: Viewport, index: number): number {
  const top = index * view.rowHeightPx
  if (top < view.scrollTop) return top
  const bottom = top + view.rowHeightPx
  return bottom > view.scrollTop + view.heightPx ? bottom - view.heightPx : view.scrollTop
}

/** The row that a key leads to from `index`; undefined for a key that does not move. */
export function nextRowIndex(
  key: string,
  index: number,
  total: number,
  pageRows: number,
): number | undefined {
  if (total === 0) return undefined
  const steps: Record<string, number> = {
    ArrowDown: index + 1,
    ArrowUp: index - 1,
    PageDown: index + pageRows,
    PageUp: index - pageRows,
    Home: 0,
    End: total - 1,
  }
  const target = steps[key]
  return target === undefined ? undefined : clamp(target, 0, total - 1)
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(max, Math.max(min, value))
}
