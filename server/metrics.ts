import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { CoreHost } from '../host/index.ts'
import { callCore, callerOf } from './api/call.ts'
import { replyRefusal } from './refusal-reply.ts'
import type { SessionCookie } from './session-cookie.ts'

const types = {
  openmetrics: 'application/openmetrics-text; version=1.0.0; charset=utf-8',
  classic: 'text/plain; version=0.0.4; charset=utf-8',
} as const

type Query = Readonly<Record<string, string | readonly string[]>>

/**
 * Serves counters at /metrics as a monitoring system reads them: what the account of the token sees
 * and nothing else. `object`, as often as wanted, chooses objects; `scope` narrows to a part.
 */
export function serveMetrics(server: FastifyInstance, core: CoreHost, cookie: SessionCookie): void {
  server.get<{ Querystring: Query }>('/metrics', async (request, reply) => {
    void reply.header('cache-control', 'no-store').header('vary', 'accept')
    const { object, scope, ...others } = request.query
    const [unknown] = Object.keys(others)
    if (unknown !== undefined || Array.isArray(scope)) {
      const issues = [`${unknown ?? 'scope'}: the query takes object, repeated, and scope, once`]
      return replyRefusal(reply, 'input.invalid', { issues })
    }
    const format = formatFor(request)
    const objects = object === undefined ? undefined : [object].flat()
    try {
      const input = { objects, scope, format }
      const context = { core, caller: callerOf(request, cookie) }
      const { text } = (await callCore(context, ['counter', 'metrics'], input)) as { text: string }
      return await reply.type(types[format]).send(text)
    } catch (error) {
      return replyFailure(reply, error)
    }
  })
}

/** The forerunner only for who takes text and does not know OpenMetrics. */
function formatFor({ headers: { accept = '' } }: FastifyRequest): keyof typeof types {
  const isClassic =
    accept.includes('text/plain') && !accept.includes('application/openmetrics-text')
  return isClassic ? 'classic' : 'openmetrics'
}

/** What the core refuses, with its own fields; what it did not mean to say goes on as it is. */
function replyFailure(reply: FastifyReply, error: unknown): FastifyReply {
  const { defined, code, status, message, data } = error as Record<string, unknown>
  if (!(error instanceof Error) || typeof status !== 'number') throw error
  if (status === 401) void reply.header('www-authenticate', 'Bearer realm="Hostward"')
  return reply.status(status).send({ defined, code, status, message, data })
}
