import { expect, test } from 'vitest'
import { determination } from '../../../../core/consolidation/determination.ts'

test('determination: two rows: their correlation, squared', () => {
  // Around their means -1, 0, 1 and -1, 1, 0: the product is 1, each variance 2, so 0.25.
  const [first, second] = determination([
    [0, 1, 2],
    [0, 2, 1],
  ])
  expect(first).toBeCloseTo(0.25, 6)
  expect(second).toBeCloseTo(0.25, 6)
})

test('determination: a row that is the sum of two others: wholly explained', () => {
  const [a, b] = [
    [1, 5, 2, 8, 3],
    [4, 1, 7, 2, 2],
  ]
  const sum = a.map((value, at) => value + b[at]!)
  expect(determination([a, b, sum])[2]).toBeCloseTo(1, 6)
})

test('determination: a row that never changes: explained by none, and explains none', () => {
  const shares = determination([
    [3, 3, 3],
    [0, 1, 2],
    [0, 2, 1],
  ])
  expect(shares[0]).toBe(0)
  expect(shares[1]).toBeCloseTo(0.25, 6)
})
