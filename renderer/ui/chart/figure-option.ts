import { seriesTokens, tokenColor, type ThemeName } from '../../theme/index.ts'

/** Figures over a figure, or over names. */
export interface FigureSeries {
  key: string
  name: string
  unit: string
  values: readonly (number | undefined)[]
}

export interface FigureChart {
  kind: 'line' | 'bar'
  x: { name: string; unit: string; values: readonly (number | string)[] }
  series: readonly FigureSeries[]
}

export interface FigureOptionInput {
  chart: FigureChart
  theme: ThemeName
  format: (value: number) => string
}

/** What ECharts is asked to draw: a line or bars for each series, a scale for each of two units. */
export function figureOption({ chart, theme, format }: FigureOptionInput): Record<string, unknown> {
  const color = (name: string) => tokenColor(theme, name)
  const units = [...new Set(chart.series.map(one => one.unit))].slice(0, 2)
  const isScale = chart.kind === 'line' && chart.x.values.every(one => typeof one === 'number')
  const nameStyle = { color: color('text-3'), fontSize: 11 }
  return {
    animation: false,
    grid: { left: 56, right: units.length > 1 ? 56 : 24, top: 32, bottom: 40 },
    legend: {
      show: chart.series.length > 1,
      top: 0,
      right: 0,
      itemHeight: 8,
      textStyle: { color: color('text-2'), fontSize: 11 },
    },
    xAxis: {
      type: isScale ? 'value' : 'category',
      ...(isScale ? { scale: true } : { data: chart.x.values.map(String) }),
      name: withUnit(chart.x),
      nameLocation: 'middle',
      nameGap: 26,
      nameTextStyle: nameStyle,
      axisLabel: { hideOverlap: true },
    },
    yAxis: units.map((unit, at) => ({
      type: 'value',
      min: 0,
      name: unit,
      nameTextStyle: { ...nameStyle, align: at === 0 ? 'right' : 'left' },
      axisLabel: { formatter: format },
      splitLine: { show: at === 0 },
    })),
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      confine: true,
      backgroundColor: color('surface'),
      borderColor: color('line-strong'),
      textStyle: { color: color('text'), fontSize: 12 },
      formatter: (items: { dataIndex: number }[]) =>
        tooltipText(items[0]?.dataIndex, chart, format),
    },
    series: chart.series.map((one, index) => ({
      id: one.key,
      name: one.name,
      type: chart.kind,
      yAxisIndex: Math.max(0, units.indexOf(one.unit)),
      showSymbol: chart.x.values.length <= 40,
      symbolSize: 6,
      barMaxWidth: 28,
      lineStyle: { width: 1.5 },
      color: color(seriesTokens[index % seriesTokens.length] ?? 'c1'),
      data: one.values.map((value, at) => [
        isScale ? chart.x.values[at] : String(chart.x.values[at]),
        value ?? null,
      ]),
    })),
  }
}

function tooltipText(
  at: number | undefined,
  { x, series }: FigureChart,
  format: (value: number) => string,
): string {
  if (at === undefined) return ''
  const place = x.values[at]
  const head = [x.name, typeof place === 'number' ? format(place) : place, x.unit].join(' ').trim()
  const lines = series.flatMap(one => {
    const value = one.values[at]
    return value === undefined ? [] : [`${one.name}  ${format(value)} ${one.unit}`]
  })
  return [head, ...lines].join('\n')
}

function withUnit({ name, unit }: { name: string; unit: string }): string {
  return unit === '' ? name : `${name} (${unit})`
}
