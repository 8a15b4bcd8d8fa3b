import { parentPort } from 'node:worker_threads'
import { hearLaboratories, scenarios, type ScenarioOutcome } from '../../core/index.ts'

/** What a thread is started with to run one scenario. */
export interface ScenarioStart {
  readonly kind: 'scenario'
  readonly name: string
  readonly seed: number
  readonly runs: number
}

/** What the thread says: how far it is, and at the end what it measured or why it did not. */
export type FromScenario =
  | { readonly type: 'progress'; readonly simulatedS: number }
  | { readonly type: 'done'; readonly outcome: ScenarioOutcome; readonly tookMs: number }
  | { readonly type: 'failed'; readonly reason: string }

/** Real time between two words about the progress. */
const toldEveryMs = 200

export function isScenarioStart(data: unknown): data is ScenarioStart {
  return typeof data === 'object' && data !== null && 'kind' in data && data.kind === 'scenario'
}

/** Runs a scenario in this thread and tells the one that started it. */
export function runInThread({ name, seed, runs }: ScenarioStart): void {
  const begunMs = performance.now()
  let toldMs = begunMs
  hearLaboratories(simulatedS => {
    const nowMs = performance.now()
    if (nowMs - toldMs < toldEveryMs) return
    toldMs = nowMs
    tell({ type: 'progress', simulatedS })
  })
  try {
    const scenario = scenarios.find(one => one.name === name)
    if (!scenario) throw new Error(`There is no scenario ${name}.`)
    const outcome = scenario.run({ seed, runs })
    tell({ type: 'done', outcome, tookMs: performance.now() - begunMs })
  } catch (error) {
    tell({ type: 'failed', reason: error instanceof Error ? error.message : String(error) })
  }
}

function tell(message: FromScenario): void {
  parentPort?.postMessage(message)
}
