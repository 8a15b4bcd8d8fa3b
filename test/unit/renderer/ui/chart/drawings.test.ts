import { expect, test } from 'vitest'
import { meterParts, sparklinePath, starFills } from '../../../../../renderer/ui/chart/light.ts'
import { seriesFigures, tableRows } from '../../../../../renderer/ui/chart/line-chart.ts'
import { starPaths } from '../../../../../renderer/ui/chart/stars.ts'

test('sparkline: samples: run from the left edge to the right, high values on top', () => {
  expect(sparklinePath([0, 50, 100], 64, 18, 100)).toBe('M0.0 17.0L32.0 9.0L64.0 1.0')
})

test('sparkline: values past the limit, one sample, none: stay in the box', () => {
  expect(sparklinePath([-5, 500], 10, 10, 100)).toBe('M0.0 9.0L10.0 1.0')
  expect(sparklinePath([50], 10, 10, 100)).toBe('M0.0 5.0h10')
  expect(sparklinePath([], 10, 10)).toBe('')
  expect(sparklinePath([0, 0], 10, 10)).toBe('M0.0 9.0L10.0 9.0')
})

const meter = (filled: number, now: number, adds: number, reserve: number) => ({
  ...{ filledPercent: filled, nowPercent: now, addsPercent: adds, reservePercent: reserve },
})

test('meter: what is added: never runs past the end', () => {
  expect(meterParts(100, 39, 5, 10)).toEqual(meter(44, 39, 5, 10))
  expect(meterParts(20, 18, 6, 0)).toEqual(meter(100, 90, 10, 0))
  expect(meterParts(20, 30, 6, 0)).toEqual(meter(100, 100, 0, 0))
})

test('meter: next to nothing of a large limit: is told without an exponent', () => {
  expect(String(meterParts(1e9, 9, 0, 0).filledPercent)).toBe('0')
  expect(String(meterParts(3, 1, 0, 0).filledPercent)).toBe('33.33')
})

test('meter: a limit of zero: draws an empty meter', () => {
  expect(meterParts(0, 5, 5, 5)).toEqual(meter(0, 0, 0, 0))
})

test('stars: ratings: go to the nearest half and keep within the scale', () => {
  expect(starFills(2.21, 5)).toEqual(['full', 'full', 'none', 'none', 'none'])
  expect(starFills(3.4, 5)).toEqual(['full', 'full', 'full', 'half', 'none'])
  expect(starFills(9, 2)).toEqual(['full', 'full'])
  expect(starFills(-1, 2)).toEqual(['none', 'none'])
})

test('stars: a half rating: fills half of the outline', () => {
  const { outline, fill } = starPaths(1.5, 5)
  expect(outline.match(/M/g)).toHaveLength(5)
  expect(fill.match(/L/g)).toHaveLength(15)
  expect(starPaths(0, 5).fill).toBe('')
})

test('chart: gaps in a series: count neither as lowest nor in the mean', () => {
  const points = [
    [0, 4],
    [1, undefined],
    [2, 8],
  ] as const
  expect(seriesFigures({ key: 'a', name: 'a', points })).toEqual({
    last: 8,
    low: 4,
    high: 8,
    average: 6,
  })
  expect(seriesFigures({ key: 'a', name: 'a', points: [] }).last).toBeUndefined()
})

test('chart: the table view: joins the series by moment, the newest first', () => {
  const series = [
    {
      key: 'a',
      name: 'a',
      points: [
        [0, 1],
        [5, 2],
      ] as const,
    },
    { key: 'b', name: 'b', points: [[5, 3]] as const },
  ]
  expect(tableRows(series, 10)).toEqual([
    { timeMs: 5, values: [2, 3] },
    { timeMs: 0, values: [1, undefined] },
  ])
  expect(tableRows(series, 1)).toHaveLength(1)
})
