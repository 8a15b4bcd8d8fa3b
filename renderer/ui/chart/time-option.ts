import { msPerDay } from '../../../shared/domain/index.ts'
import { seriesTokens, tokenColor, type ThemeName } from '../../theme/index.ts'
import { timeTicks } from './time-axis.ts'
import {
  endLabelPx,
  isLabelled,
  shortened,
  type Plot,
  type TimeBand,
  type TimeChartKind,
  type TimeSeries,
} from './time-chart.ts'

export interface TimeOptionInput {
  kind: TimeChartKind
  series: readonly TimeSeries[]
  bands: readonly TimeBand[]
  /** The key of the series that stands out; the others step back. */
  highlighted?: string
  fromMs: number
  toMs: number
  /** The least that the value axis reaches up to. */
  top: number
  /** What the value axis counts; it stands over the axis. */
  unit?: string
  theme: ThemeName
  plot: Plot
  /** What the marks of the time axis count from: 0 for the clock. */
  originMs: number
  formatTime: (timeMs: number) => string
  formatValue: (value: number) => string
}

/** Room that a time of day, and one with its day, takes on the axis. */
const [timePx, dayPx] = [64, 92]
/** Room that a sign of a name takes at the end of a line. */
const signPx = 6.4
/** A line whose end is further from the end of the chart is named where it ends. */
const endShare = 0.02

/** What ECharts is asked to draw: lines over time, named at their ends, or bars of now. */
export function timeOption(input: TimeOptionInput): Record<string, unknown> {
  const { kind, series } = input
  const color = (name: string) => tokenColor(input.theme, name)
  const yAxis = {
    type: 'value',
    min: 0,
    // Beyond it, or where there is none, the axis ends at a round number.
    max: ({ max }: { max: number }) => (max <= input.top ? input.top : undefined),
    axisLabel: { formatter: input.formatValue },
    ...{ name: input.unit ?? '', nameLocation: 'end', nameGap: 12 },
    nameTextStyle: { align: 'right', padding: [0, 8, 0, 0], color: color('text-2'), fontSize: 11 },
  }
  if (kind === 'histogram') return histogram(input, color, yAxis)
  return {
    animation: false,
    grid: sidesOf(input.plot),
    xAxis: timeAxis(input),
    yAxis,
    series: series.map((one, at) => ({
      ...lineOf(one, input, color),
      ...(kind === 'stacked' ? { stack: 'all', stackStrategy: 'all' } : {}),
      ...(kind === 'line' ? {} : { areaStyle: { opacity: kind === 'area' ? 0.14 : 0.4 } }),
      ...(at === 0 ? { markArea: areas(input, color), markLine: limits(input, color) } : {}),
    })),
  }
}

function sidesOf({ left, right, top, bottom }: Plot) {
  return { left, right, top, bottom }
}

function timeAxis({ plot, fromMs, toMs, originMs, formatTime }: TimeOptionInput) {
  const msPerPx = (toMs - fromMs) / plot.width
  const tickPx = toMs - fromMs > msPerDay ? dayPx : timePx
  // The last one stays clear of the names at the ends of lines.
  const lastMs = isLabelled(plot) ? toMs - (tickPx / 2) * msPerPx : toMs
  const ticks = timeTicks(fromMs, toMs, Math.floor(plot.width / tickPx), originMs)
  const customValues = ticks.filter(timeMs => timeMs <= lastMs)
  return {
    ...{ type: 'time', min: fromMs, max: toMs },
    axisTick: { customValues },
    axisLabel: { formatter: formatTime, customValues },
  }
}

function lineOf(one: TimeSeries, input: TimeOptionInput, color: (name: string) => string) {
  const isBack = input.highlighted !== undefined && input.highlighted !== one.key
  const namePx = input.plot.right - 16
  const isEarly = endsEarly(one, input)
  const data = new Float64Array(2 * one.timesMs.length)
  one.timesMs.forEach((timeMs, at) => {
    data[2 * at] = timeMs
    data[2 * at + 1] = one.values[at]!
  })
  return {
    ...{ id: one.key, name: one.name, type: 'line', silent: true, smooth: false },
    ...{ showSymbol: one.timesMs.length === 1, symbol: 'circle', symbolSize: 5 },
    ...{ connectNulls: false, color: color(tokenOf(one)), z: isBack ? 2 : 3 },
    lineStyle: {
      width: input.highlighted === one.key ? one.widthPx + 2 : one.widthPx,
      type: one.style,
      opacity: isBack ? 0.35 : 1,
    },
    endLabel: {
      ...{ show: isLabelled(input.plot), color: 'inherit', fontSize: 11 },
      formatter: () => shortened(one.name, Math.floor(namePx / signPx)),
      // Without a height of its own a line is as high as a letter that not every font has is wide.
      ...{ fontWeight: 600, lineHeight: endLabelPx },
      ...{ distance: 6, width: namePx, overflow: 'truncate', offset: [0, isEarly ? -9 : 0] },
    },
    labelLayout: isEarly ? { hideOverlap: true } : { moveOverlap: 'shiftY' },
    dimensions: ['timeMs', 'value'],
    data,
  }
}

/** Names of lines that end before the others stand over their ends, not among those of others. */
function endsEarly({ timesMs }: TimeSeries, { fromMs, toMs }: TimeOptionInput): boolean {
  const lastMs = timesMs.at(-1)
  return lastMs !== undefined && lastMs < toMs - endShare * (toMs - fromMs)
}

function histogram(input: TimeOptionInput, color: (name: string) => string, yAxis: object) {
  const data = input.series.map(one => ({
    value: one.values.at(-1) ?? NaN,
    itemStyle: {
      color: color(tokenOf(one)),
      opacity: input.highlighted !== undefined && input.highlighted !== one.key ? 0.35 : 1,
    },
  }))
  return {
    animation: false,
    grid: { ...sidesOf(input.plot), right: 16 },
    xAxis: {
      type: 'category',
      data: input.series.map(one => one.name),
      axisLabel: { width: 96, overflow: 'truncate', interval: 0, hideOverlap: true },
    },
    yAxis,
    series: [
      {
        ...{ id: 'bars', type: 'bar', barMaxWidth: 48, silent: true, data },
        ...{ markArea: areas(input, color), markLine: limits(input, color) },
      },
    ],
  }
}

function tokenOf(one: TimeSeries): string {
  return seriesTokens[one.color % seriesTokens.length] ?? 'c1'
}

function areas(input: TimeOptionInput, color: (name: string) => string) {
  return {
    silent: true,
    data: input.bands.map(({ from, to, tone }) => [
      { yAxis: from, itemStyle: { color: color(`band-${tone}`) } },
      to === undefined ? {} : { yAxis: to },
    ]),
  }
}

function limits(input: TimeOptionInput, color: (name: string) => string) {
  return {
    silent: true,
    symbol: 'none',
    data: input.bands.map(({ from, tone, label }) => ({
      yAxis: from,
      lineStyle: { color: color(tone), type: 'dashed', width: 1 },
      label: { formatter: label, position: 'insideStartTop', color: color(tone), fontSize: 11 },
    })),
  }
}
