import { expect, test } from 'vitest'
import { Lab } from '../kit/lab.ts'

/**
 * The state of `poc-lab` with seed 1 after 10,000 one-second steps, everywhere. A commit that
 * changes it says why.
 */
const golden = 'e91615fff163659d'

test('golden: poc-lab, seed 1, 10,000 one-second steps: the hash that stands here', async () => {
  const { lab } = await Lab.with('poc-lab', 1)
  lab.core.simulation.afterEvent = undefined
  for (let step = 0; step < 10000; step++) lab.run(1)
  expect(lab.core.stateHash()).toBe(golden)
})
