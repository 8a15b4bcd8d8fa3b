import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type loadHighs from 'highs'
import type { SolverLimits, SolverModel, SolverProgress, SolverSolution } from '../../core/index.ts'

/** Real time between two words about the progress. */
const toldEveryMs = 200

/** Where the solver's two files are: beside the worker, or in the packages of a development tree. */
function solverFiles(workerPath: string): { readonly script: string; readonly wasm: string } {
  const beside = join(dirname(workerPath), 'highs.cjs')
  if (existsSync(beside)) return { script: beside, wasm: join(dirname(workerPath), 'highs.wasm') }
  const require = createRequire(workerPath)
  return { script: require.resolve('highs'), wasm: require.resolve('highs/runtime') }
}

/** The best value that the solver knows; what it says of an unknown one is endless. */
function finite(value: number | undefined): number | undefined {
  return value !== undefined && Math.abs(value) < 1e20 ? value : undefined
}

/**
 * Solves a model with HiGHS in this thread, which stands still until it is done; `tell` hears of
 * the progress. `workerPath` is where this program lies.
 */
export async function solveHere(
  workerPath: string,
  model: SolverModel,
  { timeS, gap }: SolverLimits,
  tell: (progress: SolverProgress) => void = () => undefined,
): Promise<SolverSolution> {
  const { script, wasm } = solverFiles(workerPath)
  const load = createRequire(workerPath)(script) as typeof loadHighs
  const highs = await load({ wasmBinary: readFileSync(wasm) })
  const begunMs = performance.now()
  const elapsedS = () => (performance.now() - begunMs) / 1000
  let toldMs = begunMs
  const { callbackType, modelStatus } = highs.constants
  return highs.withModel(inputOf(model), (solver): SolverSolution => {
    solver.options.set({ output_flag: false, time_limit: timeS, mip_rel_gap: gap, random_seed: 1 })
    if (model.known) solver.setSolution({ colValue: model.known })
    solver.run({
      [callbackType.mipInterrupt](event) {
        if (performance.now() - toldMs < toldEveryMs) return
        toldMs = performance.now()
        const { mip_primal_bound: cost, mip_dual_bound: bound } = event.data
        tell({ elapsedS: elapsedS(), cost: finite(cost), bound: finite(bound) })
      },
    })
    const status = solver.getModelStatus()
    if (status === modelStatus.infeasible) return { status: 'none', elapsedS: elapsedS() }
    const bound = finite(solver.info.get('mip_dual_bound') as number)
    const cost = finite(solver.getObjectiveValue())
    const isBest = status === modelStatus.optimal
    const values = Float64Array.from(solver.getSolution().colValue)
    const isSolved =
      cost !== undefined && values.length === model.cost.length && isWhole(model, values)
    if (!isSolved) return { status: 'none', bound, elapsedS: elapsedS() }
    return { status: isBest ? 'best' : 'limit', values, cost, bound, elapsedS: elapsedS() }
  })
}

/** Whether the values are a solution: before the first one is found, they are those of no model. */
function isWhole({ isWhole: whole }: SolverModel, values: Float64Array): boolean {
  return values.every((value, at) => whole[at] === 0 || Math.abs(value - Math.round(value)) < 1e-4)
}

function inputOf(model: SolverModel) {
  const { cost, lower, upper, rowLower, rowUpper, starts, indices, factors } = model
  const [numCols, numRows] = [cost.length, rowLower.length]
  return {
    ...{ numCols, numRows, colCost: cost, colLower: lower, colUpper: upper, rowLower, rowUpper },
    matrix: { format: 'csr', numRows, numCols, starts, indices, values: factors },
    integrality: Int32Array.from(model.isWhole),
  } as const
}
