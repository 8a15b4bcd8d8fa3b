import { fileURLToPath } from 'node:url'
import type { CorePorts } from '../../core/ports.ts'
import { solveHere } from '../../host/solver/solve.ts'

/** Solves in the thread of the test, with the solver of the packages. */
export const solveInTest: CorePorts['solve'] = (model, limits, watcher) => {
  let isCancelled = false
  void solveHere(fileURLToPath(import.meta.url), model, limits, progress =>
    watcher.progress(progress),
  ).then(
    solution => {
      if (!isCancelled) watcher.done(solution)
    },
    (error: unknown) => watcher.failed(String(error)),
  )
  return { cancel: () => void (isCancelled = true) }
}
