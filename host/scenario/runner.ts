import { Worker } from 'node:worker_threads'
import type { ScenarioRequest, ScenarioRun, ScenarioWatcher } from '../../core/index.ts'
import { refuse, type Refusal } from '../../shared/refusals/index.ts'
import type { FromScenario, ScenarioStart } from './thread.ts'

/** Scenarios that this host runs at a time: each takes a processor for seconds. */
const runningMax = 2

/** Runs scenarios, each in a thread of its own, so that the core goes on meanwhile. */
export class ScenarioRunner {
  /** The name of the scenario that each user runs. */
  private readonly running = new Map<string, string>()

  constructor(private readonly workerPath: string) {}

  /** Starts one; a refusal where its user has one, or the host as many as it runs. */
  run({ userId, name, seed, runs }: ScenarioRequest, watcher: ScenarioWatcher) {
    const own = this.running.get(userId)
    if (own !== undefined) return refuse('scenario.already-runs', { running: own })
    const { size } = this.running
    if (size >= runningMax) {
      return refuse('scenario.host-busy', { running: size, limit: runningMax })
    }
    const start: ScenarioStart = { kind: 'scenario', name, seed, runs }
    const worker = new Worker(this.workerPath, { workerData: start, name: 'hostward-scenario' })
    this.running.set(userId, name)
    return this.watch(worker, userId, watcher)
  }

  private watch(worker: Worker, userId: string, watcher: ScenarioWatcher): ScenarioRun | Refusal {
    let isOver = false
    const end = (tell: () => void) => {
      if (isOver) return
      isOver = true
      this.running.delete(userId)
      tell()
      void worker.terminate()
    }
    worker.on('message', (message: FromScenario) => {
      if (isOver) return
      if (message.type === 'progress') watcher.progress(message.simulatedS)
      else if (message.type === 'failed') end(() => watcher.failed(message.reason))
      else end(() => watcher.done(message.outcome, message.tookMs))
    })
    worker.on('error', error => end(() => watcher.failed(error.message)))
    worker.on('exit', () => end(() => watcher.failed('its thread ended')))
    return { cancel: () => end(() => undefined) }
  }
}
