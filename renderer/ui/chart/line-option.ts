import { seriesTokens, tokenColor, type ThemeName } from '../../theme/index.ts'
import type { ChartBand, ChartSeries } from './line-chart.ts'

export interface LineOptionInput {
  series: readonly ChartSeries[]
  bands: readonly ChartBand[]
  unit: string
  min?: number
  max?: number
  theme: ThemeName
  formatTime: (timeMs: number) => string
  formatValue: (value: number) => string
  formatAxis: (value: number) => string
}

/** What ECharts is asked to draw: straight lines that carry their names at their ends. */
export function lineOption(input: LineOptionInput): Record<string, unknown> {
  const color = (name: string) => tokenColor(input.theme, name)
  return {
    animation: false,
    grid: { left: 44, right: 104, top: 24, bottom: 24 },
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
      showSymbol: one.points.length === 1,
      symbolSize: 6,
      silent: true,
      connectNulls: false,
      lineStyle: { width: 1.5, type: one.dashed ? 'dashed' : 'solid' },
      color: color(seriesTokens[(one.color ?? index) % seriesTokens.length] ?? 'c1'),
      endLabel: {
        show: true,
        formatter: '{a}',
        color: 'inherit',
        fontSize: 11,
        fontWeight: 600,
        distance: 6,
        width: 92,
        overflow: 'truncate',
      },
      labelLayout: { moveOverlap: 'shiftY' },
      data: one.points.map(([timeMs, value]) => [timeMs, value ?? null]),
      ...(index === 0 ? { markArea: bandAreas(input, color) } : {}),
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
