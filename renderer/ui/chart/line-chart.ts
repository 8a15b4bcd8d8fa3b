/** One line of a chart: samples over time, with a gap where a value is missing. */
export interface ChartSeries {
  key: string
  name: string
  /** Moments in ms since 1970 with their values; they rise. */
  points: readonly (readonly [timeMs: number, value: number | undefined])[]
  /** Its place in the list of series colours, from 0. */
  color?: number
  dashed?: boolean
  /** Draws every sample as a dot; those that this names are filled and stand out. */
  marked?: (value: number, timeMs: number) => ChartTone | undefined
}

type ChartTone = 'warn' | 'crit'

/** A value that matters, drawn as a dashed line across the chart. */
export interface ChartLimit {
  at: number
  tone: ChartTone
  label: string
}

/** A stretch of the value axis that asks for attention. */
export interface ChartBand {
  from: number
  to: number
  tone: ChartTone
  label?: string
}

export interface SeriesFigures {
  last: number | undefined
  low: number | undefined
  high: number | undefined
  average: number | undefined
}

/** Last, lowest, highest and mean value of a series; all undefined without a sample. */
export function seriesFigures(series: ChartSeries): SeriesFigures {
  const values = series.points.map(([, value]) => value).filter(value => value !== undefined)
  if (values.length === 0) {
    return { last: undefined, low: undefined, high: undefined, average: undefined }
  }
  return {
    last: values.at(-1),
    low: values.reduce((low, value) => Math.min(low, value)),
    high: values.reduce((high, value) => Math.max(high, value)),
    average: values.reduce((sum, value) => sum + value, 0) / values.length,
  }
}

/** The rows of the table view: every moment with one value a series, the newest first. */
export function tableRows(
  series: readonly ChartSeries[],
  most: number,
): { timeMs: number; values: (number | undefined)[] }[] {
  const byTime = new Map<number, (number | undefined)[]>()
  series.forEach((one, index) => {
    for (const [timeMs, value] of one.points) {
      const values = byTime.get(timeMs) ?? new Array<number | undefined>(series.length)
      values[index] = value
      byTime.set(timeMs, values)
    }
  })
  return [...byTime]
    .map(([timeMs, values]) => ({ timeMs, values: Array.from(values) }))
    .sort((a, b) => b.timeMs - a.timeMs)
    .slice(0, most)
}
