import type { SessionRowView } from '../../../shared/contract/index.ts'

/** The own session first, then the others by when they were used last. */
export function newestFirst<Row extends Pick<SessionRowView, 'current' | 'lastSeenMs'>>(
  rows: readonly Row[],
): Row[] {
  return [...rows].sort(
    (a, b) => Number(b.current) - Number(a.current) || b.lastSeenMs - a.lastSeenMs,
  )
}
