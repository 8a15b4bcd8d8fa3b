import type { CollectorView, LogView } from '../../../shared/contract/index.ts'
import type { LogId } from '../../../shared/domain/index.ts'
import { parsePath, textMatcher } from '../../../shared/perfmon/index.ts'

/** The template whose logs the report is made for. */
export const sizingTemplate = 'right-sizing'

/** Whether the logs of a set tell what the report begins with: the load of processors of VMs. */
export function recordsLoad({ paths }: Pick<CollectorView, 'paths'>): boolean {
  return paths.some(text => {
    const path = parsePath(text)
    return (
      !('problem' in path) &&
      path.instance !== '_Total' &&
      textMatcher(path.object)('Hyper-V Hypervisor Virtual Processor') &&
      textMatcher(path.counter)('% Guest Run Time')
    )
  })
}

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
