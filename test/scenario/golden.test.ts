import { expect, test } from 'vitest'
import { hashAfter } from '../../core/index.ts'
import { golden } from '../kit/golden.ts'

test('golden: poc-lab, seed 1, 100,000 one-second steps: the hash that stands in the kit', () => {
  expect(hashAfter(golden.fabric, golden.seed, golden.steps)).toBe(golden.hash)
})
