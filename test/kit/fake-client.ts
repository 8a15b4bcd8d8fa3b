import { ORPCError, type ClientContext, type ClientLink } from '@orpc/client'
import type { Client, WindowEvent } from '../../shared/contract/index.ts'
import {
  refusalCatalogue,
  refuse,
  type RefusalCode,
  type RefusalData,
} from '../../shared/refusals/index.ts'

type Procedure = (input: never, options?: never) => Promise<unknown>
type Asked<Call> = Call extends (...rest: infer Rest) => unknown ? Rest[0] : never
type Answer<Call extends Procedure> = Awaited<ReturnType<Call>>
type Options = { signal?: AbortSignal }
type Handler<Call> = Call extends Procedure
  ? (
      input: Asked<Call>,
      options: Options,
    ) => Answer<Call> | AsyncIterable<unknown> | Promise<Answer<Call>>
  : never

/** What a test's core answers: an object like the client, with only what the test asks. */
export type FakeHandlers = {
  [Area in keyof Client]?: { [Name in keyof Client[Area]]?: Handler<Client[Area][Name]> }
}

export interface FakeLink extends ClientLink<ClientContext> {
  /** Every call, as `vm.start` with its input, in order. */
  readonly calls: { name: string; input: unknown }[]
}

/** A link that a test scripts. What it has no answer for rejects as a defect would. */
export function fakeLink(handlers: FakeHandlers): FakeLink {
  const calls: FakeLink['calls'] = []
  return {
    calls,
    async call(path, input, options) {
      const [area = '', key = ''] = path
      calls.push({ name: `${area}.${key}`, input })
      const areas = handlers as Record<string, Record<string, Handler<Procedure>> | undefined>
      const handler = areas[area]?.[key]
      if (!handler) throw new ORPCError('INTERNAL_SERVER_ERROR')
      return handler(input as never, { signal: options.signal })
    },
  }
}

/** The error that a client meets when the core refuses. */
export function refused<Code extends RefusalCode>(code: Code, data: RefusalData<Code>): Error {
  const refusal = refuse(code, data)
  return new ORPCError(code, {
    defined: true,
    status: refusalCatalogue[code].status,
    message: refusal.text,
    data: { ...data, next: refusal.next },
  })
}

/** A stream that a test feeds. It ends when its reader leaves or the test ends it. */
export class FakeStream<Event> implements AsyncIterableIterator<Event> {
  isOpen = true
  private readonly waiting: Event[] = []
  private wake: (() => void) | undefined
  private failure: Error | undefined

  constructor(signal?: AbortSignal) {
    signal?.addEventListener('abort', () => this.end())
  }

  push(event: Event): void {
    this.waiting.push(event)
    this.wake?.()
  }

  fail(error: Error): void {
    this.failure = error
    this.end()
  }

  end(): void {
    this.isOpen = false
    this.wake?.()
  }

  async next(): Promise<IteratorResult<Event>> {
    while (this.waiting.length === 0 && this.isOpen) {
      await new Promise<void>(resolve => (this.wake = resolve))
    }
    const [event] = this.waiting.splice(0, 1)
    if (event !== undefined) return { done: false, value: event }
    if (this.failure) throw this.failure
    return { done: true, value: undefined }
  }

  async return(): Promise<IteratorResult<Event>> {
    this.end()
    return { done: true, value: undefined }
  }

  [Symbol.asyncIterator](): this {
    return this
  }
}

/** A whole window as the core sends it. */
export function windowEvent<Row>(
  rows: Row[],
  rest: { total?: number; offset?: number; revision?: number } = {},
): WindowEvent<Row> {
  const { total = rows.length, offset = 0, revision = 1 } = rest
  return { kind: 'window', rows, total, offset, revision, asOfMs: 0 }
}

/** Lets every promise that can go on do so. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve()
}
