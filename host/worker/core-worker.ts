/**
 * The thread of the core: opens the store, runs the core, pumps its clock, serves its ports. The
 * same bundle is the thread of a scenario or a solver, where it is started as one.
 */
import { join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { createCore, type Connection, type Core } from '../../core/index.ts'
import { messagePortWire, type MessagePortLike } from '../../shared/wire/index.ts'
import { FileLogs } from '../perfmon/file-logs.ts'
import { corePorts } from '../ports.ts'
import { Pump } from '../pump.ts'
import { isSolverStart, solveInThread } from '../solver/thread.ts'
import { isScenarioStart, runInThread } from '../scenario/thread.ts'
import { StartRefused } from '../start-refused.ts'
import { openStore, StoreUnusable, type SqliteStore } from '../store/index.ts'
import { makeFabric } from './make-fabric.ts'
import type { CoreFacts, FromWorker, StartFailure, ToWorker, WorkerStart } from './messages.ts'

const factsEveryMs = 1000

function tell(message: FromWorker): void {
  parentPort?.postMessage(message)
}

function log(line: string): void {
  tell({ type: 'log', line })
}

async function run({ workerPath, dataDir, startFresh, wanted }: WorkerStart): Promise<void> {
  const store = openStore(dataDir, { startFresh })
  let core: Core
  try {
    core = createCore({
      store,
      ports: corePorts(workerPath, new FileLogs(join(dataDir, 'logs')), log),
    })
    if (wanted) await makeFabric(core, wanted)
  } catch (error) {
    store.close()
    throw error
  }
  const pump = new Pump(core)
  const timer = setInterval(() => tell({ type: 'facts', facts: factsOf(core) }), factsEveryMs)
  parentPort?.on('message', (message: ToWorker) => {
    if (message.type === 'connect') connect(core, message)
    else close(core, store, pump, timer)
  })
  pump.start()
  tell({ type: 'started', facts: factsOf(core) })
}

/** The connection of each window by its key, so that a page that reloads is still signed in. */
const windows = new Map<string, Connection>()

function connect(core: Core, { client, port }: Extract<ToWorker, { type: 'connect' }>): void {
  const wire = messagePortWire(port as unknown as MessagePortLike)
  const known = client.kind === 'window' ? windows.get(client.key) : undefined
  const connection: Connection = known ?? { address: 'local', ...client }
  if (client.kind === 'window') windows.set(client.key, connection)
  core.connect(wire, connection)
}

function close(core: Core, store: SqliteStore, pump: Pump, timer: NodeJS.Timeout): void {
  pump.stop()
  clearInterval(timer)
  core.markClock()
  if (core.ready) core.save(Date.now())
  store.close()
  // Open connections would keep the thread alive; the host sees them close.
  setImmediate(() => process.exit(0))
}

function factsOf(core: Core): CoreFacts {
  const { ready, nowMs, factorReached, saveFailure, pulse } = core
  const heapMib = Math.round(process.memoryUsage().heapUsed / 1048576)
  return { ready, nowMs, factorReached, saveFailure, heapMib, openStreams: pulse.open }
}

function failureOf(error: unknown): StartFailure {
  const message = error instanceof Error ? error.message : String(error)
  if (error instanceof StoreUnusable) return { kind: 'store', reason: error.reason, message }
  if (error instanceof StartRefused) return { kind: 'refused', reason: error.reason, message }
  return { kind: 'other', message: error instanceof Error ? (error.stack ?? message) : message }
}

if (isScenarioStart(workerData)) runInThread(workerData)
else if (isSolverStart(workerData)) void solveInThread(workerData)
else {
  run(workerData as WorkerStart).catch((error: unknown) => {
    tell({ type: 'failed', failure: failureOf(error) })
    setImmediate(() => process.exit(1))
  })
}
