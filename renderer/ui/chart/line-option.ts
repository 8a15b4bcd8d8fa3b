import { seriesTokens, tokenColor, type ThemeName } from '../../theme/index.ts'
import type { ChartBand, ChartLimit, ChartSeries } from './line-chart.ts'

export interface LineOptionInput {
  series: readonly ChartSeries[]
  bands: readonly ChartBand[]
  limits: readonly ChartLimit[]
  unit: string
  min?: number
  max?: number
  theme: ThemeName
  formatTime: (timeMs: number) => string
  formatValue: (value: number) => string
  formatAxis: (value: number) => string
}

/**
 * What ECharts is asked to draw: straight lines that carry their names at their ends, if several.
 */
export function lineOption(input: LineOptionInput): Record<string, unknown> {
  const color = (name: string) => tokenColor(input.theme, name)
  // A line that is alone has its name in the title of the chart.
  const areNamed = input.series.length > 1
  return {
    animation: false,
    grid: { left: 44, right: areNamed ? 104 : 12, top: 24, bottom: 24 },
    xAxis: {
      type: 'time',
      axisLabel: { formatter: input.formatTime, hideOverlap: true },
      splitLine: { show: false },
    },
    yAxis: {
      type: 'value',
      min: input.min,
      max: input.max,
      name: input.unit,
      nameTextStyle: {
        color: color('text-3'),
        fontSize: 11,
        align: 'right',
        padding: [0, 6, 0, 0],
      },
      axisLabel: { formatter: input.formatAxis },
    },
    tooltip: {
      trigger: 'axis',
      // An HTML tooltip would need inline styles, which the page's policy forbids.
      renderMode: 'richText',
      confine: true,
      backgroundColor: color('surface'),
      borderColor: color('line-strong'),
      textStyle: { color: color('text'), fontSize: 12 },
      axisPointer: { lineStyle: { color: color('text-2') } },
      formatter: (items: TooltipItem[]) => tooltipText(items, input),
    },
    series: input.series.map((one, index) => ({
      id: one.key,
      name: one.name,
      type: 'line',
      smooth: false,
      showSymbol: one.points.length === 1 || one.marked !== undefined,
      symbol: 'circle',
      symbolSize: 6,
      silent: true,
      connectNulls: false,
      lineStyle: { width: 1.5, type: one.dashed ? 'dashed' : 'solid' },
      color: color(seriesTokens[(one.color ?? index) % seriesTokens.length] ?? 'c1'),
      endLabel: {
        show: areNamed,
        formatter: '{a}',
        color: 'inherit',
        fontSize: 11,
        fontWeight: 600,
        distance: 6,
        width: 92,
        overflow: 'truncate',
      },
      labelLayout: { moveOverlap: 'shiftY' },
      data: one.points.map(point => sample(one, point, color)),
      ...(index === 0
        ? { markArea: bandAreas(input, color), markLine: limitLines(input, color) }
        : {}),
    })),
  }
}

/** One sample; in a series with marks it is a ring, and a filled dot where it is marked. */
function sample(
  { marked }: ChartSeries,
  [timeMs, value]: ChartSeries['points'][number],
  color: (name: string) => string,
) {
  const at = [timeMs, value ?? null]
  if (!marked || value === undefined) return at
  const tone = marked(value, timeMs)
  if (!tone) return { value: at, symbol: 'emptyCircle' }
  return { value: at, symbolSize: 8, itemStyle: { color: color(tone) } }
}

function limitLines(input: LineOptionInput, color: (name: string) => string) {
  return {
    silent: true,
    symbol: 'none',
    data: input.limits.map(({ at, tone, label }) => ({
      yAxis: at,
      lineStyle: { color: color(tone), type: 'dashed', width: 1 },
      label: { formatter: label, position: 'insideStartTop', color: color(tone), fontSize: 11 },
    })),
  }
}

interface TooltipItem {
  seriesIndex: number
  value: [number, number | null]
}

function tooltipText(items: TooltipItem[], input: LineOptionInput): string {
  const [first] = items
  if (!first) return ''
  const lines = items
    .filter(item => item.value[1] !== null)
    .map(item => {
      const name = input.series[item.seriesIndex]?.name ?? ''
      return `${name}  ${input.formatValue(item.value[1] ?? 0)} ${input.unit}`
    })
  return [input.formatTime(first.value[0]), ...lines].join('\n')
}

function bandAreas(input: LineOptionInput, color: (name: string) => string) {
  return {
    silent: true,
    data: input.bands.map(band => [
      {
        yAxis: band.from,
        itemStyle: { color: color(`band-${band.tone}`) },
        label: {
          show: Boolean(band.label),
          formatter: band.label,
          position: 'insideBottomLeft',
          color: color(band.tone),
          fontSize: 11,
        },
      },
      { yAxis: band.to },
    ]),
  }
}
