import { Worker } from 'node:worker_threads'
import type { SolverLimits, SolverModel, SolverRun, SolverWatcher } from '../../core/index.ts'
import { refuse, type Refusal } from '../../shared/refusals/index.ts'
import type { FromSolver, SolverStart } from './thread.ts'

/** Models that this host solves at a time: each takes a processor for seconds. */
const runningMax = 1
/** Real time beyond its limit after which a solver that says nothing is ended. */
const graceMs = 15000

/** Solves models, each in a thread of its own, so that the core goes on meanwhile. */
export class SolverRunner {
  private running = 0

  constructor(private readonly workerPath: string) {}

  /** Starts one; a refusal where the host solves as many as it may. */
  run(model: SolverModel, limits: SolverLimits, watcher: SolverWatcher): SolverRun | Refusal {
    if (this.running >= runningMax) {
      return refuse('solver.busy', { running: this.running, limit: runningMax })
    }
    const { workerPath } = this
    const start: SolverStart = { kind: 'solver', workerPath, model, limits }
    const worker = new Worker(workerPath, { workerData: start, name: 'hostward-solver' })
    this.running++
    return this.watch(worker, limits, watcher)
  }

  private watch(worker: Worker, { timeS }: SolverLimits, watcher: SolverWatcher): SolverRun {
    let isOver = false
    const end = (tell: () => void) => {
      if (isOver) return
      isOver = true
      this.running--
      clearTimeout(timer)
      tell()
      void worker.terminate()
    }
    const late = () => end(() => watcher.failed('it did not keep its time limit'))
    const timer = setTimeout(late, timeS * 1000 + graceMs)
    worker.on('message', (message: FromSolver) => {
      if (isOver) return
      if (message.type === 'progress') watcher.progress(message.progress)
      else if (message.type === 'failed') end(() => watcher.failed(message.reason))
      else end(() => watcher.done(message.solution))
    })
    worker.on('error', error => end(() => watcher.failed(error.message)))
    worker.on('exit', () => end(() => watcher.failed('its thread ended')))
    return { cancel: () => end(() => undefined) }
  }
}
