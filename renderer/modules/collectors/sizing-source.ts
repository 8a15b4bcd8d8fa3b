import type { CollectorView, LogView } from '../../../shared/contract/index.ts'
import type { LogId } from '../../../shared/domain/index.ts'

/** The template whose logs the report is made for. */
export const sizingTemplate = 'right-sizing'

/** The newest log with records that a set for right-sizing made. */
export function newestFor(
  sets: readonly CollectorView[],
  logs: readonly LogView[],
): LogId | undefined {
  const ids = new Set<string>(sets.map(set => set.id))
  const [newest] = logs
    .filter(log => log.collectorId !== undefined && ids.has(log.collectorId))
    .toSorted((a, b) => b.startedMs - a.startedMs)
  return newest?.id
}
