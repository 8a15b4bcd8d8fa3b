import { watch } from 'vue'
import type { LogSeries } from '../../../../shared/contract/index.ts'
import { client, useQuery } from '../../../session/index.ts'
import { columnOf, lineOfLog } from '../lines.ts'
import type { OpenLog } from '../stretch.ts'
import { usePerformance } from '../performance.store.ts'
import type { Samples } from '../series-buffer.ts'

interface Read {
  log: OpenLog
  columns: readonly string[]
  fromMs: number
  toMs: number
}

/** Columns of a log as a chart draws them, moved in time as the log is. */
export function samplesOf({ log, columns }: Read, series: LogSeries): Map<string, Samples> {
  const { firstMs, everyMs, count } = series
  const buckets = recordedBuckets(series.average, count)
  const timesMs = buckets.map(at => firstMs + at * everyMs + log.shiftMs)
  const exact = new Map(series.statistics.map(one => [one.column, one]))
  const durationMs = (series.toMs ?? firstMs) - (series.fromMs ?? firstMs)
  return new Map(
    columns.map((column, at) => {
      const part = (values: Float32Array) => buckets.map(one => values[at * count + one]!)
      const { last, average, minimum, maximum } = exact.get(column) ?? {}
      const isKnown = average !== undefined && minimum !== undefined && maximum !== undefined
      const samples: Samples = {
        timesMs,
        average: part(series.average),
        minimum: part(series.minimum),
        maximum: part(series.maximum),
        ...(isKnown
          ? { figures: { last: last ?? NaN, average, minimum, maximum, durationMs } }
          : {}),
      }
      return [lineOfLog(log.id, column), samples]
    }),
  )
}

/**
 * The buckets that hold a record: buckets are often shorter than the time between two records, and
 * a line goes on over those between. One empty bucket stays where records are missing, as a gap.
 */
export function recordedBuckets(values: Float32Array, count: number): number[] {
  const columns = values.length / Math.max(1, count)
  const isEmpty = (bucket: number) => {
    for (let column = 0; column < columns; column++) {
      if (!Number.isNaN(values[column * count + bucket]!)) return false
    }
    return true
  }
  const recorded = Array.from({ length: count }, (_, at) => at).filter(at => !isEmpty(at))
  const steps = recorded.slice(1).map((at, before) => at - recorded[before]!)
  const usual = [...steps].sort((a, b) => a - b)[steps.length >> 1] ?? 1
  return recorded.flatMap((at, place) => {
    const isAfterGap = place > 0 && at - recorded[place - 1]! > 2 * usual
    return isAfterGap ? [recorded[place - 1]! + 1, at] : [at]
  })
}

/** Reads what is charted of logs, again for every stretch of time that is looked at. */
export function useLogSamples() {
  const performance = usePerformance('logs')

  function reads(): Read[] | undefined {
    const { paths, logs, stretch } = performance
    const wanted = logs.map(log => ({
      log,
      columns: paths.map(columnOf).flatMap(one => (one.logId === log.id ? [one.column] : [])),
      fromMs: stretch.fromMs - log.shiftMs,
      toMs: stretch.toMs - log.shiftMs,
    }))
    const asked = wanted.filter(one => one.columns.length > 0)
    return asked.length > 0 ? asked : undefined
  }

  const query = useQuery(
    reads,
    (wanted, options) =>
      Promise.all(
        wanted.map(async read => {
          const { log, columns, fromMs, toMs } = read
          const input = { logId: log.id as `log-${number}`, columns: [...columns], fromMs, toMs }
          const series = await client.log.read(input, options)
          return { samples: samplesOf(read, series), problems: series.problems, log }
        }),
      ),
    { keeps: true },
  )
  watch(query.data, answers => {
    performance.samples = new Map((answers ?? []).flatMap(({ samples }) => [...samples]))
  })
  return query
}
