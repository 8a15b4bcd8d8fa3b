import type { LogColumn, LogProblem, LogReceiver, LogZone } from './log.ts'
import type { CounterPath } from './path.ts'
import { pathMatcher } from './wildcard.ts'

/** Which part of a log is taken. */
export interface LogChoice {
  /** Counters by paths that may hold wildcards; all of them where none is given. */
  readonly counters: readonly CounterPath[]
  /** Every nth record, from the first one of the range; 1 takes all. */
  readonly everyNth: number
  /** Local time of the log as if it were UTC; both ends belong to the range. */
  readonly fromMs?: number
  readonly toMs?: number
}

/**
 * Passes the chosen part of a log on to another receiver.
 * @returns what a reader is to be given; nothing is passed on of columns that were not chosen
 */
export function chosenPart(choice: LogChoice, to: LogReceiver): LogReceiver {
  const matchers = choice.counters.map(pathMatcher)
  const isWanted = ({ path }: LogColumn) =>
    matchers.length === 0 || (path !== undefined && matchers.some(matches => matches(path)))
  const taken: number[] = []
  let values = new Float64Array(0)
  let columns = 0
  let records = 0
  return {
    begin: (zone: LogZone | undefined) => to.begin(zone),
    problem: (problem: LogProblem) => to.problem(problem),
    columns(more) {
      const wanted = more.filter((column, at) => {
        if (!isWanted(column)) return false
        taken.push(columns + at)
        return true
      })
      columns += more.length
      values = new Float64Array(taken.length)
      to.columns(wanted)
    },
    record(wallMs, all) {
      if (wallMs < (choice.fromMs ?? -Infinity) || wallMs > (choice.toMs ?? Infinity)) return
      if (records++ % choice.everyNth !== 0) return
      for (const [at, column] of taken.entries()) values[at] = all[column]!
      to.record(wallMs, values)
    },
  }
}
