import type { MessagePort } from 'node:worker_threads'
import type { WantedSetup } from '../setup-flags.ts'
import type { StartRefusal } from '../start-refused.ts'
import type { StoreTrouble } from '../store/index.ts'

/** Who is on the other side of a connection to the core. */
export interface ClientInfo {
  readonly kind: 'window' | 'socket' | 'http'
  /** Names the connection, such as the number of a window; for the host's own use. */
  readonly key: string
  /** The secret of a session that was begun before, from a cookie or a header. */
  readonly token?: string
  /** Where the client is, for the limits of failed sign-ins. */
  readonly address?: string
}

/** What the worker is started with. */
export interface WorkerStart {
  /** The bundle that the worker itself runs from: scenarios run in further threads of it. */
  readonly workerPath: string
  readonly dataDir: string
  readonly startFresh: boolean
  readonly wanted?: WantedSetup
}

/** What the host tells the worker. */
export type ToWorker =
  { type: 'connect'; client: ClientInfo; port: MessagePort } | { type: 'close' }

/** How the core is, as the worker last said. */
export interface CoreFacts {
  /** Whether there is a fabric, or a first run is due. */
  readonly ready: boolean
  readonly nowMs: number
  readonly factorReached: number
  readonly saveFailure: string | undefined
  readonly heapMib: number
  /** Streams that clients hold open. */
  readonly openStreams: number
}

/** An error that means something to whoever starts a host. */
export type StartFailure =
  | { kind: 'store'; reason: StoreTrouble; message: string }
  | { kind: 'refused'; reason: StartRefusal; message: string }
  | { kind: 'other'; message: string }

/** What the worker tells the host. */
export type FromWorker =
  | { type: 'started'; facts: CoreFacts }
  | { type: 'failed'; failure: StartFailure }
  | { type: 'facts'; facts: CoreFacts }
  | { type: 'log'; line: string }
