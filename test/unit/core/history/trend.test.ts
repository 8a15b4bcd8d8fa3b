import { expect, test } from 'vitest'
import { daysToFull, trendOf } from '../../../../core/history/index.ts'
import { trendOfSeries } from '../../../../core/history/trend.ts'
import { Lab } from '../../../kit/lab.ts'

const anHourMs = 3_600_000

function seriesOf(values: number[]) {
  const average = Float32Array.from(values)
  return { fromMs: 0, everyMs: anHourMs, average, maximum: average }
}

test('trend: a straight line with a gap: its slope a day, no error, and its end', () => {
  const values = Array.from({ length: 48 }, (_, hour) => (hour === 5 ? NaN : 10 + hour / 2))
  const trend = trendOfSeries(seriesOf(values))!
  expect(trend.samples).toBe(47)
  expect(trend.perDay).toBeCloseTo(12, 6)
  expect(trend.perDayError).toBeCloseTo(0, 6)
  expect(trend.value).toBeCloseTo(33.5, 6)
  const left = daysToFull(trend, 93.5)
  expect(left).not.toBe('not-filling')
  if (left !== 'not-filling') expect(left.days).toBeCloseTo(5, 6)
})

test('trend: four points by hand: slope, standard error and bounds', () => {
  // y = 1, 3, 2, 4: slope 0.8 an hour, residuals 0.3, -0.9... sum of squares 1.8, error 0.4243.
  const trend = trendOfSeries(seriesOf([1, 3, 2, 4]))!
  expect(trend.perDay / 24).toBeCloseTo(0.8, 6)
  expect(trend.perDayError / 24).toBeCloseTo(Math.sqrt(1.8 / 2 / 5), 6)
  expect(daysToFull(trend, 100)).toBe('not-filling')
  const surer = { ...trend, perDayError: trend.perDay / 4 }
  const left = daysToFull(surer, 100)
  if (left === 'not-filling') throw new Error('it fills')
  expect(left.earliest).toBeLessThan(left.days)
  expect(left.latest).toBeGreaterThan(left.days)
})

test('trend: a figure that falls or too few samples: not filling, or nothing', async () => {
  expect(daysToFull(trendOfSeries(seriesOf([9, 8, 7, 6]))!, 100)).toBe('not-filling')
  expect(trendOfSeries(seriesOf([1, NaN, 2]))).toBeUndefined()
  const { lab } = await Lab.with('poc-lab')
  const { simulation, history, nowMs } = lab.core
  lab.run(3600)
  const [volume] = [...simulation.world.all('volume')]
  const trend = trendOf(simulation.world, history, volume!.id, 'used', nowMs, lab.core.nowMs)
  expect(trend).toMatchObject({ samples: 12 })
  expect(trend!.value).toBeGreaterThan(0)
})
