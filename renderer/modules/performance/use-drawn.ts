import { computed, type ComputedRef } from 'vue'
import type { CounterDescription } from '../../../shared/contract/index.ts'
import type { Chart, ChartLine } from '../../../shared/domain/index.ts'
import type { TimeBand, TimeSeries } from '../../ui/index.ts'
import { scaled, scaleFor, shortNames, type PathParts } from './lines.ts'
import { usePerformance } from './performance.store.ts'
import { emptySamples, figuresOf, type Figures, type Samples } from './series-buffer.ts'

/** A counter of a chart with all that is drawn or written of it. */
export interface DrawnLine extends PathParts {
  line: ChartLine
  name: string
  scale: number
  samples: Samples
  figures?: Figures
  described?: CounterDescription
  state?: 'ok' | 'warn' | 'crit'
}

/** What a value is, held against the levels of its counter; undefined where it has none. */
function stateOf(
  value: number | undefined,
  described: CounterDescription | undefined,
): DrawnLine['state'] {
  const { warning, critical, isBelow } = described?.threshold ?? {}
  if (value === undefined || (warning === undefined && critical === undefined)) return undefined
  const isPast = (level: number | undefined) =>
    level !== undefined && (isBelow ? value < level : value > level)
  if (isPast(critical)) return 'crit'
  return isPast(warning) ? 'warn' : 'ok'
}

/** The lines of a chart as they are drawn now. */
export function useDrawn(
  chart: () => Chart,
  described: () => ReadonlyMap<string, CounterDescription>,
) {
  const performance = usePerformance()

  const lines: ComputedRef<DrawnLine[]> = computed(() => {
    const { fromMs, toMs } = performance.stretch
    const logName = (id: string) => performance.logs.find(log => log.id === id)?.name ?? id
    const parts = chart().lines.map(line => performance.partsOf(line.path))
    const names = shortNames(parts, logName)
    const known = chart().lines.map((line, at) => {
      const samples = performance.samples.get(line.path) ?? emptySamples()
      const about = described().get(line.path)
      const figures = samples.figures ?? figuresOf(samples, fromMs, toMs)
      return {
        ...{ line, name: names[at]!, samples, figures, described: about, ...parts[at]! },
        state: stateOf(figures?.last, about),
      }
    })
    const units = new Set(known.map(one => one.described?.unit))
    const isOneUnit = units.size === 1
    const own = (one: (typeof known)[number]) => scaleFor(one.figures?.maximum ?? NaN)
    return known.map(one => ({ ...one, scale: one.line.scale ?? (isOneUnit ? 0 : own(one)) }))
  })

  const shown = computed(() => lines.value.filter(({ line }) => !line.isHidden))

  const series = computed<TimeSeries[]>(() =>
    shown.value.map(({ line, name, samples, scale }) => ({
      ...{ key: line.path, name, timesMs: samples.timesMs, color: line.color },
      ...{ widthPx: line.widthPx, style: line.style },
      values: scale === 0 ? samples.average : samples.average.map(one => scaled(one, scale)),
    })),
  )

  /** Values are drawn by the scales of their lines, and not as they are. */
  const isScaled = computed(() => shown.value.some(one => one.scale !== 0))

  /** The unit of all that is shown, where it is one and drawn as it is. */
  const unit = computed(() => {
    const units = new Set(shown.value.map(one => one.described?.unit))
    const [only] = units
    return units.size === 1 && !isScaled.value ? only : undefined
  })

  /** The levels of the selected counter, or of the only one that has some. */
  function bandsFor(selected: string | undefined, words: (level: number) => string): TimeBand[] {
    const sets = lines.value.filter(one => one.described?.threshold)
    const distinct = new Set(sets.map(one => JSON.stringify(one.described?.threshold)))
    const one = lines.value.find(each => each.line.path === selected) ?? sets[0]
    if (!chart().showsBands || !one || (!selected && distinct.size > 1)) return []
    const { warning, critical, isBelow } = one.described?.threshold ?? {}
    if (isBelow) return []
    const at = (value: number) => scaled(value, one.scale)
    const bands: TimeBand[] = []
    if (warning !== undefined) {
      const to = critical === undefined ? {} : { to: at(critical) }
      bands.push({ from: at(warning), ...to, tone: 'warn', label: words(warning) })
    }
    if (critical !== undefined) {
      bands.push({ from: at(critical), tone: 'crit', label: words(critical) })
    }
    return bands
  }

  return { lines, series, unit, isScaled, bandsFor }
}
