import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { hostname } from 'node:os'
import fastifyCookie from '@fastify/cookie'
import fastifyRateLimit from '@fastify/rate-limit'
import fastify, { type FastifyError, type FastifyInstance, type FastifyRequest } from 'fastify'
import type { CoreHost } from '../host/index.ts'
import { bytesPerMib } from '../shared/domain/index.ts'
import { serveApi } from './api/routes.ts'
import { healthOf } from './health.ts'
import { usualLimitBytes } from './limits.ts'
import type { ListenPlan } from './listen-plan.ts'
import { serveMetrics } from './metrics.ts'
import { OriginRules } from './origin.ts'
import { secureHeaders, servePage } from './page.ts'
import { replyRefusal } from './refusal-reply.ts'
import { SessionCookie } from './session-cookie.ts'
import { SocketRelay } from './socket.ts'

export interface WebHostOptions {
  readonly core: CoreHost
  readonly listen: ListenPlan
  /** The folder of the built console. */
  readonly rendererDir: string
  readonly version: string
  readonly log: (line: string) => void
}

export interface WebHost {
  /** Where it listens, such as `http://127.0.0.1:4180`. */
  readonly address: string
  /** WebSockets that are open; a test counts leftovers. */
  readonly openSockets: () => number
  close(): Promise<void>
}

/** Serves the console, its socket and the API over one port. */
export async function startWebHost(options: WebHostOptions): Promise<WebHost> {
  const { core, listen } = options
  const server = createServer(listen)
  const cookie = new SessionCookie(listen.tls !== undefined)
  let rules = new OriginRules(listen, listen.port)
  const startedMs = performance.now()

  server.addHook('onRequest', async (request, reply) => {
    if (!rules.isOwnHost(request.headers)) {
      await reply.status(421).send('This address is not one of this host.')
    }
  })
  // Only JSON is a body here; what a form of another page can send is no JSON.
  server.removeContentTypeParser('text/plain')
  answerErrors(server, options.log)
  await secureHeaders(server)
  await server.register(fastifyCookie)
  await server.register(fastifyRateLimit, { global: false })
  server.get('/healthz', (_request, reply) => {
    const health = healthOf(core.status(), (performance.now() - startedMs) / 1000)
    return reply.status(health.status === 'ok' ? 200 : 503).send(health)
  })
  serveMetrics(server, core, cookie)
  const parts = { core, cookie, rules: () => rules, version: options.version }
  await server.register(api => serveApi(api, parts), { prefix: '/api' })
  await servePage(server, options.rendererDir)

  await server.listen({ host: listen.host, port: listen.port })
  const { port } = server.server.address() as AddressInfo
  rules = new OriginRules(listen, port)
  cookie.nameFor(port)
  const relay = new SocketRelay({ core, rules, cookie })
  relay.listen(server.server)
  return {
    address: `${listen.tls ? 'https' : 'http'}://${nameOf(listen.host)}:${port}`,
    openSockets: () => relay.open,
    async close() {
      relay.close()
      server.server.closeAllConnections()
      await server.close()
    },
  }
}

function createServer({ tls }: ListenPlan): FastifyInstance {
  const common = { bodyLimit: usualLimitBytes, forceCloseConnections: true }
  if (!tls) return fastify(common)
  const https = { cert: readFileSync(tls.cert), key: readFileSync(tls.key) }
  return fastify({ ...common, https }) as unknown as FastifyInstance
}

/** Every answer that is no success has the fields of a refusal. */
function answerErrors(server: FastifyInstance, log: (line: string) => void): void {
  server.setNotFoundHandler((request, reply) =>
    replyRefusal(reply, 'not-found', { kind: 'address', id: request.url.split('?')[0] ?? '' }),
  )
  server.setErrorHandler((error: FastifyError, request, reply) => {
    const status = error.statusCode ?? 500
    if (status === 413)
      return replyRefusal(reply, 'input.too-large', { limitMib: limitOf(request) })
    if (status === 403) return replyRefusal(reply, 'access.foreign-page', {})
    if (status === 429) return reply.status(429).send(error)
    if (status < 500) return replyRefusal(reply, 'input.invalid', { issues: [error.message] })
    log(error.stack ?? error.message)
    return reply.status(500).send({ code: 'INTERNAL_SERVER_ERROR', status: 500, data: {} })
  })
}

/** The largest body that the route takes, in MiB. */
function limitOf(request: FastifyRequest): number {
  return (request.routeOptions.bodyLimit ?? usualLimitBytes) / bytesPerMib
}

/** The name under which a browser reaches an address. */
function nameOf(host: string): string {
  if (host === '0.0.0.0' || host === '::') return hostname()
  return host.includes(':') ? `[${host}]` : host
}
