import { expect, test } from 'vitest'
import type { SolverModel, SolverSolution } from '../../../../core/index.ts'
import { Refusal } from '../../../../shared/refusals/index.ts'
import { SolverRunner } from '../../../../host/solver/runner.ts'
import { bundledWorker } from '../../../kit/worker-bundle.ts'

const worker = bundledWorker()

/** Two whole numbers whose sum is at most 7.5, the sum as large as it can be. */
const model: SolverModel = {
  cost: Float64Array.of(-1, -1),
  lower: new Float64Array(2),
  upper: Float64Array.of(5, 5),
  isWhole: Uint8Array.of(1, 1),
  rowLower: Float64Array.of(-Infinity),
  rowUpper: Float64Array.of(7.5),
  starts: Int32Array.of(0, 2),
  indices: Int32Array.of(0, 1),
  factors: Float64Array.of(1, 1),
}

function begin(runner: SolverRunner) {
  let end: (outcome: SolverSolution | string) => void = () => undefined
  const ended = new Promise<SolverSolution | string>(resolve => (end = resolve))
  const watcher = { progress: () => undefined, done: end, failed: end }
  return { run: runner.run(model, { timeS: 10, gap: 0 }, watcher), ended }
}

test('solver thread: a model: answers with the proven best', async () => {
  const solution = await begin(new SolverRunner(worker.path)).ended
  expect(solution).toMatchObject({ status: 'best', cost: -7, bound: -7 })
}, 60_000)

test('solver thread: one of a host at a time; a cancelled one makes room', () => {
  const runner = new SolverRunner(worker.path)
  const first = begin(runner).run
  const second = begin(runner).run
  expect(second).toMatchObject({ code: 'solver.busy' })
  if (first instanceof Refusal) throw new Error('the first runs')
  first.cancel()
  const third = begin(runner).run
  if (third instanceof Refusal) throw new Error('there is room again')
  third.cancel()
})
