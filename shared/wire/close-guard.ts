import { refusalCatalogue } from '../refusals/index.ts'
import type { WirePort } from './ports.ts'

const closed = refusalCatalogue['connection.closed']

/**
 * What a call rejects with when the connection ended before its answer. It has a refusal's fields.
 */
export class ConnectionClosedError extends Error {
  readonly code = 'connection.closed'
  readonly status = closed.status
  readonly defined = true
  readonly data = { next: closed.next }

  constructor() {
    super(closed.text)
    this.name = 'ConnectionClosedError'
  }
}

/** What is needed of a link of oRPC. */
export interface CallLink<Options> {
  call(path: readonly string[], input: unknown, options: Options): Promise<unknown>
}

type Stream = AsyncIterator<unknown> & { return?(value?: unknown): Promise<unknown> }

/**
 * Stands between a client and its link. When the port closes, pending calls and streams reject with
 * `ConnectionClosedError`, and later calls do so at once: a bare link would leave them unsettled.
 */
export class CloseGuard<Options> implements CallLink<Options> {
  /** Streams that were opened and have not ended. */
  streams = 0
  private isClosed = false
  private readonly rejects = new Set<(error: Error) => void>()

  constructor(
    private readonly link: CallLink<Options>,
    port: Pick<WirePort, 'on'>,
  ) {
    port.on('close', () => this.close())
  }

  /** Calls that wait for an answer, and streams that wait for their next event. */
  get pending(): number {
    return this.rejects.size
  }

  async call(path: readonly string[], input: unknown, options: Options): Promise<unknown> {
    if (this.isClosed) throw new ConnectionClosedError()
    const answer = await this.race(this.link.call(path, input, options), disposeLate)
    return isStream(answer) ? this.guardStream(answer) : answer
  }

  private close(): void {
    this.isClosed = true
    for (const reject of this.rejects) reject(new ConnectionClosedError())
    this.rejects.clear()
  }

  /** The promise's outcome, or the end of the connection when that is sooner. */
  private race<T>(promise: Promise<T>, onLate?: (value: T) => void): Promise<T> {
    return new Promise((resolve, reject) => {
      this.rejects.add(reject)
      promise.then(
        value => (this.rejects.delete(reject) ? resolve(value) : onLate?.(value)),
        (error: unknown) => {
          // The link's own words for a closed port differ from transport to transport.
          if (this.rejects.delete(reject)) reject(error as Error)
        },
      )
    })
  }

  private guardStream(stream: Stream): AsyncIterableIterator<unknown> {
    let isOpen = true
    this.streams++
    const end = () => {
      if (isOpen) this.streams--
      isOpen = false
    }
    const guarded: AsyncIterableIterator<unknown> = {
      next: async () => {
        if (this.isClosed) {
          end()
          throw new ConnectionClosedError()
        }
        try {
          const result = await this.race(stream.next())
          if (result.done) end()
          return result
        } catch (error) {
          end()
          throw error
        }
      },
      return: async value => {
        end()
        if (!this.isClosed) await stream.return?.(value)
        return { done: true, value }
      },
      [Symbol.asyncIterator]: () => guarded,
    }
    return guarded
  }
}

function isStream(answer: unknown): answer is Stream {
  return (
    typeof answer === 'object' &&
    answer !== null &&
    Symbol.asyncIterator in answer &&
    'next' in answer
  )
}

/** A stream that opened when nobody waits for it any more. */
function disposeLate(answer: unknown): void {
  if (isStream(answer)) answer.return?.()?.then(undefined, () => undefined)
}
