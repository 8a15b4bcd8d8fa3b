import { tokenColor, type ThemeName } from './tokens.ts'

export const seriesTokens = ['c1', 'c2', 'c3', 'c4', 'c5', 'c6'] as const

/** The ECharts theme of that name: series in their order, quiet axes, no animation. */
export function chartTheme(theme: ThemeName): Record<string, unknown> {
  const color = (name: string) => tokenColor(theme, name)
  const axis = {
    axisLine: { show: true, lineStyle: { color: color('line-strong') } },
    axisTick: { show: false },
    axisLabel: { color: color('text-3'), fontSize: 11 },
    splitLine: { lineStyle: { color: color('grid') } },
  }
  return {
    animation: false,
    backgroundColor: 'transparent',
    color: seriesTokens.map(color),
    textStyle: { color: color('text-2'), fontSize: 11 },
    timeAxis: { ...axis, splitLine: { show: false } },
    categoryAxis: { ...axis, splitLine: { show: false } },
    valueAxis: { ...axis, axisLine: { show: false } },
  }
}
