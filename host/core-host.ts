import { MessageChannel, Worker, type MessagePort } from 'node:worker_threads'
import { readSetupFlags, type SetupFlags } from './setup-flags.ts'
import { StartRefused } from './start-refused.ts'
import { StoreUnusable } from './store/index.ts'
import type {
  ClientInfo,
  CoreFacts,
  FromWorker,
  StartFailure,
  ToWorker,
  WorkerStart,
} from './worker/messages.ts'

export interface CoreHostOptions {
  /** The folder that keeps the fabric; it is made where there is none. */
  readonly dataDir: string
  /** The bundled worker, beside the host's own bundle. */
  readonly workerPath: string
  /** Flags of a first run. Refused where the folder already holds a fabric. */
  readonly setup?: SetupFlags
  /** Moves a file that cannot be opened out of the way, and starts with a new one. */
  readonly startFresh?: boolean
  readonly log: (line: string) => void
}

export interface HostStatus {
  readonly state: 'running' | 'closing' | 'ended'
  readonly core: CoreFacts
  /** Real time since the core last said how it is; it does so each second. */
  readonly silentMs: number
}

export interface CoreHost {
  /** A new connection to the core. The port closes when the core ends. */
  connect(client: ClientInfo): MessagePort
  /** Writes everything and ends the core; after a time limit without its consent. */
  close(): Promise<void>
  status(): HostStatus
  /** Hears once that the core ended: with the error where nobody asked for it. */
  onExit(listener: (error: Error | undefined) => void): void
}

/**
 * What was acknowledged is on disk already, so a core that hangs loses nothing when it is ended.
 */
const closeLimitMs = 10_000

/**
 * Starts the core in a thread of its own.
 * @throws StoreUnusable where the data folder cannot be used, StartRefused where the flags do not
 * fit
 */
export function startCoreHost(options: CoreHostOptions): Promise<CoreHost> {
  const { dataDir, workerPath, setup, startFresh = false } = options
  const wanted = setup && readSetupFlags(setup)
  const start: WorkerStart = { workerPath, dataDir, startFresh, wanted }
  const worker = new Worker(workerPath, { workerData: start, name: 'hostward-core' })
  return new Promise((resolve, reject) => {
    let host: RunningHost | undefined
    let failure: Error | undefined
    worker.on('message', (message: FromWorker) => {
      if (message.type === 'log') options.log(message.line)
      if (message.type === 'failed') failure = errorOf(message.failure)
      if (message.type === 'started') resolve((host = new RunningHost(worker, message.facts)))
      if (message.type === 'facts') host?.heard(message.facts)
    })
    worker.on('error', error => (failure = error))
    worker.on('exit', code => {
      failure ??= code === 0 ? undefined : new Error(`The core ended with code ${code}.`)
      if (host) host.ended(failure)
      else reject(failure ?? new Error('The core ended before it was ready.'))
    })
  })
}

class RunningHost implements CoreHost {
  private state: HostStatus['state'] = 'running'
  private heardAtMs = performance.now()
  private failure: Error | undefined
  private readonly listeners: ((error: Error | undefined) => void)[] = []
  private closing: Promise<void> | undefined

  constructor(
    private readonly worker: Worker,
    private facts: CoreFacts,
  ) {}

  connect(client: ClientInfo): MessagePort {
    const { port1, port2 } = new MessageChannel()
    if (this.state === 'ended') port1.close()
    else this.send({ type: 'connect', client, port: port1 }, [port1])
    return port2
  }

  close(): Promise<void> {
    this.closing ??= this.end()
    return this.closing
  }

  status(): HostStatus {
    const silentMs = performance.now() - this.heardAtMs
    return { state: this.state, core: this.facts, silentMs }
  }

  onExit(listener: (error: Error | undefined) => void): void {
    if (this.state === 'ended') listener(this.failure)
    else this.listeners.push(listener)
  }

  heard(facts: CoreFacts): void {
    this.facts = facts
    this.heardAtMs = performance.now()
  }

  ended(failure: Error | undefined): void {
    // An end that was asked for is no failure, also where it had to be forced.
    this.failure = this.state === 'closing' ? undefined : (failure ?? unasked)
    this.state = 'ended'
    for (const listener of this.listeners.splice(0)) listener(this.failure)
  }

  private async end(): Promise<void> {
    if (this.state === 'ended') return
    this.state = 'closing'
    const exited = new Promise<void>(resolve => this.worker.once('exit', () => resolve()))
    const limit = setTimeout(() => void this.worker.terminate(), closeLimitMs)
    this.send({ type: 'close' }, [])
    await exited
    clearTimeout(limit)
  }

  private send(message: ToWorker, transfer: MessagePort[]): void {
    this.worker.postMessage(message, transfer)
  }
}

const unasked = new Error('The core ended although nobody asked for it.')

function errorOf(failure: StartFailure): Error {
  if (failure.kind === 'store') return new StoreUnusable(failure.reason, failure.message)
  if (failure.kind === 'refused') return new StartRefused(failure.reason, failure.message)
  return new Error(failure.message)
}
