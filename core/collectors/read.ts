import type { LogColumn, LogProblem, LogReceiver, LogZone } from '../../shared/perfmon/index.ts'
import { msPerMinute } from '../../shared/domain/index.ts'
import type { Sight } from '../counters/index.ts'
import type { RecordedColumn } from '../log-port.ts'

/** Problems that are told one by one. */
const problemsTold = 50

/** What a reader may see of the columns of a log, by where they come from. */
export type SeesColumn = (column: string) => boolean

/** The minutes that a log's clock is behind UTC, in ms; what names no zone is taken as UTC. */
export function offsetMs(zone: LogZone | undefined): number {
  return (zone?.offsetMinutes ?? 0) * msPerMinute
}

/** A receiver that keeps what a log holds, and not its values. */
export class Survey implements LogReceiver {
  readonly columnsSeen: LogColumn[] = []
  readonly problems: LogProblem[] = []
  zone: LogZone | undefined
  records = 0
  fromMs: number | undefined
  toMs: number | undefined

  begin(zone: LogZone | undefined): void {
    this.zone = zone
  }

  columns(more: readonly LogColumn[]): void {
    for (const column of more) this.columnsSeen.push(column)
  }

  record(wallMs: number): void {
    const ms = wallMs + offsetMs(this.zone)
    this.records++
    this.fromMs = Math.min(this.fromMs ?? ms, ms)
    this.toMs = Math.max(this.toMs ?? ms, ms)
  }

  problem(problem: LogProblem): void {
    if (this.problems.length < problemsTold) this.problems.push(problem)
  }
}

/** Whether somebody sees the columns that were recorded here: by the objects they are about. */
export function seesRecorded(
  columns: readonly RecordedColumn[],
  sight: Sight & { covers(id: never): boolean },
): SeesColumn {
  if (sight.everything) return () => true
  const seen = new Set<string>()
  for (const { path, objectId, hostId } of columns) {
    const ids = [objectId, hostId].filter(id => id !== undefined)
    // A sum over all of a fabric is about what its parts are about, and those are not named.
    if (ids.length > 0 && ids.every(id => sight.covers(id as never))) seen.add(path.toLowerCase())
  }
  return column => seen.has(column.toLowerCase())
}

/** Passes on only the columns that somebody sees. */
export function visiblePart(sees: SeesColumn, to: LogReceiver): LogReceiver {
  const taken: number[] = []
  let count = 0
  let values = new Float64Array(0)
  return {
    begin: zone => to.begin(zone),
    problem: problem => to.problem(problem),
    columns(more) {
      const seen = more.filter(({ text }, at) => {
        if (!sees(text)) return false
        taken.push(count + at)
        return true
      })
      count += more.length
      values = new Float64Array(taken.length)
      to.columns(seen)
    },
    record(wallMs, all) {
      for (let at = 0; at < taken.length; at++) values[at] = all[taken[at]!]!
      to.record(wallMs, values)
    },
  }
}
