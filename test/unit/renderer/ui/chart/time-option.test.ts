// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { elapsedText, timeTicks } from '../../../../../renderer/ui/chart/time-axis.ts'
import { plotOf, shortened } from '../../../../../renderer/ui/chart/time-chart.ts'
import { timeOption } from '../../../../../renderer/ui/chart/time-option.ts'

interface ValueAxis {
  name: string
  max: (extent: { max: number }) => number | undefined
}

function axis(top: number, unit?: string): ValueAxis {
  const option = timeOption({
    ...{ kind: 'line', series: [], bands: [], fromMs: 0, toMs: 1000, top, unit },
    ...{ theme: 'light', plot: plotOf(900, 300, 0), originMs: 0 },
    ...{ formatTime: String, formatValue: String },
  })
  return option.yAxis as ValueAxis
}

test('time chart: the unit stands over the value axis, and nothing where there is none', () => {
  expect([axis(0, 'ms').name, axis(0).name]).toEqual(['ms', ''])
})

test('time chart: values below the top: the axis ends there; beyond it at a round number', () => {
  expect(axis(100).max({ max: 76.4 })).toBe(100)
  expect(axis(100).max({ max: 130 })).toBeUndefined()
  expect(axis(0).max({ max: 12.7 })).toBeUndefined()
})

test('time axis: half an hour: a mark every five minutes, none left out', () => {
  const minute = 60_000
  const from = 18 * 60 * minute + 41_000
  expect(timeTicks(from, from + 30 * minute, 8).map(one => one / minute)).toEqual([
    1085, 1090, 1095, 1100, 1105, 1110,
  ])
})

test('time axis: counted from a start: its marks are even from there', () => {
  const from = 12_345
  expect(timeTicks(from, from + 600_000, 6, from).map(one => one - from)).toEqual([
    0, 120_000, 240_000, 360_000, 480_000, 600_000,
  ])
  expect([0, 65_000, 93_600_000, -5_000].map(elapsedText)).toEqual([
    '+0:00:00',
    '+0:01:05',
    '+26:00:00',
    '−0:00:05',
  ])
})

test('time chart: names at the ends of lines: as wide as the chart allows, and else none', () => {
  expect(plotOf(300, 300, 2).right).toBe(20)
  expect(plotOf(600, 300, 2).right).toBe(120)
  expect(plotOf(2000, 300, 2).right).toBe(220)
  expect(plotOf(900, 100, 8).right).toBe(20)
})

test('time chart: a long name: keeps both ends, where names differ', () => {
  expect(shortened('WEB-03', 10)).toBe('WEB-03')
  expect(shortened('WEB-03 Read Operations/sec', 15)).toBe('WEB-03 Rea…/sec')
})

test('time chart: a line that ends before the others: its name is not moved among theirs', () => {
  const line = (key: string, lastMs: number) => ({
    ...{ key, name: key, timesMs: [0, lastMs], values: [1, 2], color: 0, widthPx: 2 },
    style: 'solid' as const,
  })
  const { series } = timeOption({
    ...{ kind: 'line', series: [line('whole', 1000), line('short', 500)], bands: [] },
    ...{ fromMs: 0, toMs: 1000, top: 0, theme: 'light', plot: plotOf(900, 300, 2), originMs: 0 },
    ...{ formatTime: String, formatValue: String },
  }) as { series: { labelLayout: object }[] }
  expect(series.map(one => one.labelLayout)).toEqual([
    { moveOverlap: 'shiftY' },
    { hideOverlap: true },
  ])
})
