import { availableParallelism } from 'node:os'
import { Worker, type MessagePort } from 'node:worker_threads'
import type { SeedOutcome, SettlingOutcome, SettlingTask } from '../../core/index.ts'
import { settleFabric, sweepSeed } from '../../core/index.ts'

/** Sweeps in a thread of its own every seed or fabric that it is handed, and tells each outcome. */
export function sweepWhatIsHanded(port: MessagePort, steps: number): void {
  port.on('message', (task: number | SettlingTask) => {
    if (typeof task !== 'number') port.postMessage(settleFabric(task.fabric, task.seed))
    else void sweepSeed(task, steps).then(outcome => port.postMessage(outcome))
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
  await inThreads(program, seeds, steps, tell as (outcome: unknown) => void)
}

/** Lets fabrics settle in the same way. */
export async function settleInThreads(
  program: string,
  tasks: readonly SettlingTask[],
  tell: (outcome: SettlingOutcome) => void,
): Promise<void> {
  await inThreads(program, tasks, 0, tell as (outcome: unknown) => void)
}

async function inThreads(
  program: string,
  tasks: readonly (number | SettlingTask)[],
  steps: number,
  tell: (outcome: unknown) => void,
): Promise<void> {
  const left = [...tasks].reverse()
  const count = Math.min(availableParallelism(), tasks.length)
  await Promise.all(Array.from({ length: count }, () => inOne(program, left, steps, tell)))
}

function inOne(
  program: string,
  left: (number | SettlingTask)[],
  steps: number,
  tell: (outcome: unknown) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(program, { workerData: steps, name: 'hostward-sweep' })
    const next = () => {
      const task = left.pop()
      if (task === undefined) void thread.terminate()
      else thread.postMessage(task)
    }
    thread.on('message', (outcome: unknown) => {
      tell(outcome)
      next()
    })
    thread.on('error', reject)
    thread.on('exit', () => resolve())
    next()
  })
}
