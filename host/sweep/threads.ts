import { availableParallelism } from 'node:os'
import { Worker, type MessagePort } from 'node:worker_threads'
import { sweepSeed, type SeedOutcome } from '../../core/index.ts'

/** Sweeps in a thread of its own every seed that it is handed, and tells each outcome. */
export function sweepWhatIsHanded(port: MessagePort, steps: number): void {
  port.on('message', (seed: number) => {
    void sweepSeed(seed, steps).then(outcome => port.postMessage(outcome))
  })
}

/**
 * Sweeps the seeds, one a thread and as many at once as there are processors: they share nothing.
 * @param program what a thread runs; it is to call `sweepWhatIsHanded`
 * @param tell is told every outcome as it comes, in no order
 */
export async function sweepInThreads(
  program: string,
  seeds: readonly number[],
  steps: number,
  tell: (outcome: SeedOutcome) => void,
): Promise<void> {
  const left = [...seeds].reverse()
  const count = Math.min(availableParallelism(), seeds.length)
  await Promise.all(Array.from({ length: count }, () => sweepInOne(program, left, steps, tell)))
}

function sweepInOne(
  program: string,
  left: number[],
  steps: number,
  tell: (outcome: SeedOutcome) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(program, { workerData: steps, name: 'hostward-sweep' })
    const next = () => {
      const seed = left.pop()
      if (seed === undefined) void thread.terminate()
      else thread.postMessage(seed)
    }
    thread.on('message', (outcome: SeedOutcome) => {
      tell(outcome)
      next()
    })
    thread.on('error', reject)
    thread.on('exit', () => resolve())
    next()
  })
}
