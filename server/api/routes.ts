import fastifyCsrf from '@fastify/csrf-protection'
import { SmartCoercionPlugin } from '@orpc/json-schema'
import { OpenAPIHandler } from '@orpc/openapi/fastify'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { CoreHost } from '../../host/index.ts'
import { plainArrays } from '../../shared/wire/index.ts'
import { importLimitBytes, nestingLimit, signInsPerMinute } from '../limits.ts'
import type { OriginRules } from '../origin.ts'
import { refusalBody, replyRefusal } from '../refusal-reply.ts'
import { refuse } from '../../shared/refusals/index.ts'
import { bearerOf, type SessionCookie } from '../session-cookie.ts'
import { callCore, callerOf, type CallContext } from './call.ts'
import { describeApi } from './description.ts'
import { forwardRouter } from './forward-router.ts'

export interface ApiParts {
  readonly core: CoreHost
  readonly cookie: SessionCookie
  readonly rules: () => OriginRules
  readonly version: string
}

/** Serves every operation of the contract below /api, with its description at /api/openapi.json. */
export async function serveApi(server: FastifyInstance, parts: ApiParts): Promise<void> {
  const { core, cookie } = parts
  const description = await describeApi(parts.version)
  const handler = new OpenAPIHandler<CallContext>(forwardRouter() as never, {
    customJsonSerializers: [plainArrays],
    plugins: [new SmartCoercionPlugin({ schemaConverters: [new ZodToJsonSchemaConverter()] })],
  })

  async function answer(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    // A path that climbs would be another route than the one whose limits were checked.
    if (/%2e|%2f|%5c/i.test(request.url.split('?')[0] ?? '')) return reply.callNotFound()
    if (isDeeper(request.body, nestingLimit)) {
      const issues = [`body: nested more than ${nestingLimit} levels deep`]
      return void (await replyRefusal(reply, 'input.invalid', { issues }))
    }
    const context = { core, caller: callerOf(request, cookie), reply, cookie }
    const { matched } = await handler.handle(request, reply, { prefix: '/api', context })
    if (!matched) reply.callNotFound()
  }

  await server.register(fastifyCsrf, {
    sessionPlugin: '@fastify/cookie',
    cookieKey: 'hostward-csrf',
    cookieOpts: cookie.options,
    getToken: request => String(request.headers['x-csrf-token'] ?? ''),
  })
  server.addHook('onRequest', async (_request, reply) => {
    void reply.header('cache-control', 'no-store')
  })
  const guard = commandGuard(server, parts)
  const limit = { rateLimit: { max: signInsPerMinute, timeWindow: 60_000, ...tooMany } }
  server.get('/openapi.json', () => description)
  server.get('/session/csrf', (_request, reply) => ({ token: reply.generateCsrf() }))
  for (const url of ['/session/sign-in', '/setup/create']) {
    server.post(url, { onRequest: guard, config: limit }, answer)
  }
  const onRequest = [guard, signedInGuard(parts)]
  server.post('/traces/import', { onRequest, bodyLimit: importLimitBytes }, answer)
  server.post('/logs/import', { onRequest, bodyLimit: importLimitBytes }, answer)
  server.get('/*', answer)
  server.post('/*', { onRequest: guard }, answer)
}

/** Whether a value is nested deeper than that; what is would exhaust the stack further on. */
function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some(one => isDeeper(one, levels - 1))
}

const tooMany = {
  errorResponseBuilder: (_request: FastifyRequest, { ttl }: { ttl: number }) => {
    const refusal = refuse('access.rate-limited', { retryAfterS: Math.ceil(ttl / 1000) })
    return { ...refusalBody(refusal), statusCode: 429 }
  },
}

type Guard = (request: FastifyRequest, reply: FastifyReply, done: (error?: Error) => void) => void

/**
 * Keeps pages of others from acting for somebody who is signed in: they cannot have our origin, and
 * what a cookie vouches for needs a token that only our own page could read.
 */
function commandGuard(server: FastifyInstance, { cookie, rules }: ApiParts): Guard {
  return (request, reply, done) => {
    if (!rules().isOwnOrigin(request.headers)) {
      void replyRefusal(reply, 'access.foreign-page', {})
      return
    }
    const isByCookie = bearerOf(request) === undefined && cookie.read(request) !== undefined
    if (isByCookie) server.csrfProtection(request, reply, done)
    else done()
  }
}

/** Lets only a valid session go on to send a large body. */
function signedInGuard({ core, cookie }: ApiParts) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const caller = callerOf(request, cookie)
    const current = await callCore({ core, caller }, ['session', 'current'], {})
    if (!(current as { account?: object }).account) {
      await replyRefusal(reply, 'access.not-signed-in', {})
    }
  }
}
