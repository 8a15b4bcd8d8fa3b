import { watch } from 'vue'
import { useI18n } from 'vue-i18n'
import type { OutputOf } from '../../../session/index.ts'
import { client, useClock, useQuery } from '../../../session/index.ts'
import type { PathParts } from '../lines.ts'
import { usePerformance } from '../performance.store.ts'
import type { Stretch } from '../stretch.ts'
import type { Samples } from '../series-buffer.ts'
import { historyLine, lineOf } from './history-lines.ts'

type Answer = OutputOf<'history.read'>
/** A new sample comes every five minutes. */
const sampleMs = 300_000

/** A series of the history as a chart draws it; what is before its first sample is left out. */
export function samplesOf({ fromMs, everyMs }: Answer, one: Answer['series'][number]): Samples {
  const all = Array.from(one.average, (_, at) => at)
  const first = all.findIndex(at => !Number.isNaN(one.average[at]!))
  const kept = first < 0 ? [] : all.slice(first)
  return {
    timesMs: kept.map(at => fromMs + at * everyMs),
    average: kept.map(at => one.average[at]!),
    minimum: kept.map(at => one.average[at]!),
    maximum: kept.map(at => one.maximum[at]!),
  }
}

/** Reads what is charted of the history, again when there is more of it. */
export function useHistorySamples() {
  const { t } = useI18n()
  const clock = useClock()
  const performance = usePerformance('history')

  watch(
    () => Math.ceil((clock.nowMs ?? 0) / sampleMs) * sampleMs,
    nowMs => (performance.nowMs = nowMs),
    { immediate: true },
  )

  function labelOf({ figure, network, name }: Answer['series'][number]): PathParts {
    const instance = network ? `${name} ${network}` : name
    return { computer: '', object: '', counter: t(`history.figure.${figure}`), instance }
  }

  const query = useQuery(
    (): (Stretch & { lines: readonly string[] }) | undefined => {
      const { paths, wanted, nowMs } = performance
      return paths.length > 0 && nowMs > 0 ? { lines: paths, ...wanted } : undefined
    },
    ({ lines, fromMs, toMs }, options) =>
      client.history.read(
        { series: lines.map(historyLine), fromMs: Math.max(0, fromMs), toMs, points: 1000 },
        options,
      ),
    { keeps: true },
  )
  watch(query.data, answer => {
    if (!answer) return
    performance.samples = new Map(
      answer.series.map(one => [lineOf(one), samplesOf(answer, one)] as const),
    )
    const labels = answer.series.map(one => [lineOf(one), labelOf(one)] as const)
    performance.labels = new Map([...performance.labels, ...labels])
  })
  return query
}
