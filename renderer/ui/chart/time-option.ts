import { seriesTokens, tokenColor, type ThemeName } from '../../theme/index.ts'
import { plotPx, type TimeBand, type TimeChartKind, type TimeSeries } from './time-chart.ts'

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
  /** How high it is drawn: names stand at the ends of lines where there is room for all. */
  heightPx: number
  formatTime: (timeMs: number) => string
  formatValue: (value: number) => string
}

const labelPx = 14

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
    grid: plotPx,
    xAxis: {
      type: 'time',
      min: input.fromMs,
      max: input.toMs,
      axisLabel: { formatter: input.formatTime, hideOverlap: true },
    },
    yAxis,
    series: series.map((one, at) => ({
      ...lineOf(one, input, color),
      ...(kind === 'stacked' ? { stack: 'all', stackStrategy: 'all' } : {}),
      ...(kind === 'line' ? {} : { areaStyle: { opacity: kind === 'area' ? 0.14 : 0.4 } }),
      ...(at === 0 ? { markArea: areas(input, color), markLine: limits(input, color) } : {}),
    })),
  }
}

function lineOf(one: TimeSeries, input: TimeOptionInput, color: (name: string) => string) {
  const isBack = input.highlighted !== undefined && input.highlighted !== one.key
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
      ...{ show: hasRoom(input), formatter: '{a}', color: 'inherit', fontSize: 11 },
      // Without a height of its own a line is as high as a letter that not every font has is wide.
      ...{ fontWeight: 600, lineHeight: labelPx },
      ...{ distance: 6, width: plotPx.right - 16, overflow: 'truncate' },
    },
    labelLayout: { moveOverlap: 'shiftY' },
    dimensions: ['timeMs', 'value'],
    data,
  }
}

function hasRoom({ series, heightPx }: TimeOptionInput): boolean {
  return series.length * labelPx <= heightPx - plotPx.top - plotPx.bottom
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
    grid: { ...plotPx, right: 16 },
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
