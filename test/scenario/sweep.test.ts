import { expect, test } from 'vitest'
import { sweepSeed } from '../../core/index.ts'

test('sweep: a few seeds: nothing breaks, and everything comes to rest', async () => {
  for (let seed = 1; seed <= 4; seed++) {
    const outcome = await sweepSeed(seed, 120)
    expect(outcome.failure, `seed ${seed}`).toBeUndefined()
    expect(outcome.events).toBeGreaterThan(100)
    expect(outcome.fired.size).toBeGreaterThan(5)
  }
})

test('sweep: one seed: always the same', async () => {
  const [first, second] = [await sweepSeed(11, 80), await sweepSeed(11, 80)]
  expect(second).toEqual(first)
})
