import { expect, test } from 'vitest'
import {
  interquartileRange,
  medianDeviation,
  overloadRule,
  regressionWeights,
  type OverloadPolicy,
} from '../../../../core/consolidation/overload.ts'
import { centreOf } from './centre-of.ts'

test('interquartile range: of 1 to 7: between the second and the sixth', () => {
  expect(interquartileRange(Float64Array.of(1, 2, 3, 4, 5, 6, 7))).toBe(4)
})

test('median deviation: of 1, 1, 2, 2, 4, 6, 9: 1 around the median of 2', () => {
  expect(medianDeviation(Float64Array.of(1, 1, 2, 2, 4, 6, 9))).toBe(1)
})

test('median deviation: of an even number: the mean of the two in the middle', () => {
  // The median is 4; the deviations are 3, 1, 1, 5, in order 1, 1, 3, 5.
  expect(medianDeviation(Float64Array.of(1, 3, 5, 9))).toBe(2)
})

test('regression: points on a line: the line goes on', () => {
  // y = 3 + 2x at x = 1 … 10, the newest first; at x = 11 it is 25.
  const weights = regressionWeights(10, 1)
  const line = weights.map((weight, ago) => weight * (3 + 2 * (10 - ago)))
  expect(line.reduce((sum, part) => sum + part, 0)).toBeCloseTo(25, 9)
})

test('regression: the last of ten points jumps: a third of the jump shows', () => {
  // 1 / 10 + 4.5 × 5.5 / 82.5 = 0.4.
  expect(regressionWeights(10, 1)[0]).toBeCloseTo(0.4, 9)
})

/** Whether a host of 5,320 MIPS with one VM of 2,500 is over, after these percentages of it. */
function isOver(policy: OverloadPolicy, percents: readonly number[], times: number): boolean {
  const centre = centreOf([percents])
  centre.requested[0] = percents.at(-1)! * 25
  const rule = overloadRule(policy, centre)
  const record = new Float64Array(rule.width)
  rule.write(0, record, 0)
  // As if that many equal VMs ran there.
  return rule.isOver(
    record.map(value => value * times),
    0,
    5320,
  )
}

test.each<[OverloadPolicy, number, number, boolean]>([
  // Two VMs of 2,500 at 85 % ask for 4,250 of 5,320, 79.9 %; at 86 % for 80.8 %.
  ['thr', 30, 85, false],
  ['thr', 30, 86, true],
  // Fewer than ten or twelve readings: a threshold of 70 %, so 74 % is not over and 75 % is.
  ['lr', 9, 74, false],
  ['lr', 9, 75, true],
  ['iqr', 11, 74, false],
  ['mad', 11, 75, true],
  // A constant load has no spread: over only beyond 100 %.
  ['iqr', 30, 100, false],
  ['mad', 30, 100, false],
  // And its line is flat: times 1.2 it must reach 100 %, so 89 % of 5,000 is over (1.004).
  ['lr', 10, 88, false],
  ['lr', 10, 89, true],
  ['lrr', 10, 89, true],
])('%s: %i readings of %i %% of two VMs: over is %s', (policy, readings, percent, expected) => {
  expect(isOver(policy, Array<number>(readings).fill(percent), 2)).toBe(expected)
})

test('iqr: a load that swings by 40 % of the host lowers the threshold to 40 %', () => {
  // Quartiles of 0.94 × 10 % and 0.94 × 52.6 % of the host: u > 1 − 1.5 × 0.4.
  const swing = Array.from({ length: 30 }, (_, at) => (at % 2 ? 10 : 52))
  expect(isOver('iqr', swing.slice(0, 29), 2)).toBe(true)
  expect(isOver('iqr', swing, 2)).toBe(false)
})
