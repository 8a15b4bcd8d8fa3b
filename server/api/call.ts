import type { FastifyReply, FastifyRequest } from 'fastify'
import { clientOver, type ClientInfo, type CoreHost } from '../../host/index.ts'
import type { Client } from '../../shared/contract/index.ts'
import { messagePortWire, type MessagePortLike } from '../../shared/wire/index.ts'
import { bearerOf, type SessionCookie } from '../session-cookie.ts'

/** What a call over HTTP brings along besides its input. */
export interface CallContext {
  readonly core: CoreHost
  readonly caller: Omit<ClientInfo, 'kind'>
  readonly reply: FastifyReply
  readonly cookie: SessionCookie
}

/**
 * Who asks: a bearer token goes before a cookie, so that a script in a browser's shell is itself.
 */
export function callerOf(request: FastifyRequest, cookie: SessionCookie): CallContext['caller'] {
  const token = bearerOf(request) ?? cookie.read(request)
  return { key: `http-${request.id}`, token, address: request.ip }
}

type Procedure = (input: unknown, options: { signal?: AbortSignal }) => Promise<unknown>

/**
 * Makes one call of the core over a connection of its own, which ends with the answer, or with the
 * end of the stream that it is.
 */
export async function callCore(
  { core, caller }: Pick<CallContext, 'core' | 'caller'>,
  path: readonly string[],
  input: unknown,
  signal?: AbortSignal,
): Promise<unknown> {
  const port = core.connect({ ...caller, kind: 'http' })
  const wire = messagePortWire(port as unknown as MessagePortLike)
  let isStreaming = false
  try {
    const answer = await procedureAt(clientOver(wire), path)(input ?? {}, { signal })
    if (!isStream(answer)) return answer
    isStreaming = true
    return withEnd(answer, () => wire.close())
  } finally {
    if (!isStreaming) wire.close()
  }
}

function procedureAt(client: Client, [area = '', name = '']: readonly string[]): Procedure {
  const areas = client as unknown as Record<string, Record<string, Procedure>>
  const procedure = areas[area]?.[name]
  if (!procedure) throw new Error(`The contract has no operation ${area}.${name}`)
  return procedure
}

function isStream(answer: unknown): answer is AsyncIterableIterator<unknown> {
  return typeof answer === 'object' && answer !== null && Symbol.asyncIterator in answer
}

async function* withEnd(
  stream: AsyncIterableIterator<unknown>,
  onEnd: () => void,
): AsyncGenerator<unknown> {
  try {
    yield* stream
  } finally {
    onEnd()
  }
}
