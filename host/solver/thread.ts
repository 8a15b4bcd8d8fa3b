import { parentPort } from 'node:worker_threads'
import type { SolverLimits, SolverModel, SolverProgress, SolverSolution } from '../../core/index.ts'
import { solveHere } from './solve.ts'

/** What a thread is started with to solve one model. */
export interface SolverStart {
  readonly kind: 'solver'
  readonly workerPath: string
  readonly model: SolverModel
  readonly limits: SolverLimits
}

/** What the thread says: how far it is, and at the end what it found or why it did not. */
export type FromSolver =
  | { readonly type: 'progress'; readonly progress: SolverProgress }
  | { readonly type: 'done'; readonly solution: SolverSolution }
  | { readonly type: 'failed'; readonly reason: string }

export function isSolverStart(data: unknown): data is SolverStart {
  return typeof data === 'object' && data !== null && 'kind' in data && data.kind === 'solver'
}

/** Solves a model in this thread and tells the one that started it. */
export async function solveInThread({ workerPath, model, limits }: SolverStart): Promise<void> {
  const tell = (message: FromSolver) => parentPort?.postMessage(message)
  try {
    const solution = await solveHere(workerPath, model, limits, progress =>
      tell({ type: 'progress', progress }),
    )
    tell({ type: 'done', solution })
  } catch (error) {
    tell({ type: 'failed', reason: error instanceof Error ? error.message : String(error) })
  }
}
