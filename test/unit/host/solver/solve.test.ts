import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import type { SolverModel } from '../../../../core/index.ts'
import { solveHere } from '../../../../host/solver/solve.ts'

const here = fileURLToPath(import.meta.url)
const limits = { timeS: 10, gap: 0 }

/** Three things of weights 3, 4 and 5 with values 4, 5 and 6 into a bag that holds so much. */
function bag(room: number, more: Partial<SolverModel> = {}): SolverModel {
  return {
    cost: Float64Array.of(-4, -5, -6),
    lower: new Float64Array(3),
    upper: Float64Array.of(1, 1, 1),
    isWhole: Uint8Array.of(1, 1, 1),
    rowLower: Float64Array.of(-Infinity),
    rowUpper: Float64Array.of(room),
    starts: Int32Array.of(0, 3),
    indices: Int32Array.of(0, 1, 2),
    factors: Float64Array.of(3, 4, 5),
    ...more,
  }
}

test('solver: a bag with room for two: the two of the highest value, proven', async () => {
  const { status, values, cost, bound } = await solveHere(here, bag(9), limits)
  expect(status).toBe('best')
  expect([...values!].map(Math.round)).toEqual([0, 1, 1])
  expect([cost, bound]).toEqual([-11, -11])
})

test('solver: a known solution to begin with: the answer is never worse', async () => {
  const model = bag(9, { known: Float64Array.of(1, 1, 0) })
  const { cost } = await solveHere(here, model, limits)
  expect(cost).toBeLessThanOrEqual(-9)
})

test('solver: rows that nothing fulfils: no solution, and no values', async () => {
  const solution = await solveHere(here, bag(9, { rowLower: Float64Array.of(13) }), limits)
  expect(solution.status).toBe('none')
  expect(solution.values).toBeUndefined()
})
