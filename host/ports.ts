import { createHash, randomBytes } from 'node:crypto'
import type { CorePorts, LogPort } from '../core/index.ts'
import { SolverRunner } from './solver/runner.ts'
import { ScenarioRunner } from './scenario/runner.ts'
import { hashPassword, verifyPassword } from './passwords.ts'
import { unpackTraces } from './traces/index.ts'

/** What the core needs of the world outside, from Node. */
export function corePorts(
  workerPath: string,
  logs: LogPort,
  log: (line: string) => void,
): CorePorts {
  const scenarios = new ScenarioRunner(workerPath)
  const solvers = new SolverRunner(workerPath)
  return {
    wallMs: () => Date.now(),
    hashPassword,
    verifyPassword,
    randomToken: () => randomBytes(32).toString('base64url'),
    // Tokens are 256 random bits, so a fast hash keeps them as well as a slow one.
    hashToken: token => createHash('sha256').update(token).digest('base64url'),
    unpackTraces: (source, files) => unpackTraces(source, files),
    runScenario: (request, watcher) => scenarios.run(request, watcher),
    solve: (model, limits, watcher) => solvers.run(model, limits, watcher),
    logs,
    log,
  }
}
