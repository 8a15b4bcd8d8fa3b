import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyHelmet from '@fastify/helmet'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'

/** The placeholder that the build leaves in the page for the nonce of each response. */
const noncePlaceholder = '__CSP_NONCE__'

/**
 * What a page may do: code from this host's files alone, no eval and nothing inline, but for style
 * elements with the nonce of the response, since the interface library writes one at run time.
 */
function pageDirectives(nonce?: string): Record<string, string[]> {
  return {
    'default-src': ["'none'"],
    'script-src': ["'self'"],
    'style-src': ["'self'", ...(nonce === undefined ? [] : [`'nonce-${nonce}'`])],
    'img-src': ["'self'", 'data:', 'blob:'],
    'font-src': ["'self'"],
    'connect-src': ["'self'"],
    'worker-src': ["'self'"],
    'manifest-src': ["'self'"],
    'object-src': ["'none'"],
    'frame-src': ["'none'"],
    'frame-ancestors': ["'none'"],
    'form-action': ["'none'"],
    'base-uri': ["'none'"],
  }
}

/** Sets the headers that every response has. */
export async function secureHeaders(server: FastifyInstance): Promise<void> {
  await server.register(fastifyHelmet, {
    contentSecurityPolicy: { useDefaults: false, directives: pageDirectives() },
    referrerPolicy: { policy: 'no-referrer' },
    frameguard: { action: 'deny' },
    // It would bind every port of the machine to https, also those of other programs.
    strictTransportSecurity: false,
  })
}

/** Serves the built console: its files as they are, and its one page for every other address. */
export async function servePage(server: FastifyInstance, folder: string): Promise<void> {
  const page = readFileSync(join(folder, 'index.html'), 'utf8')
  await server.register(fastifyStatic, {
    root: join(folder, 'assets'),
    prefix: '/assets/',
    index: false,
    // Their names change with their content.
    immutable: true,
    maxAge: '365d',
  })
  server.get('/', (_request, reply) => sendPage(reply, page))
  server.get('/*', (request, reply) => {
    // A file that is not there must not come as a page: a script of an old page would parse it.
    const isFile = /\.[a-z0-9]+$/i.test(request.url.split('?')[0] ?? '')
    return isFile ? reply.callNotFound() : sendPage(reply, page)
  })
}

async function sendPage(reply: FastifyReply, page: string): Promise<FastifyReply> {
  const nonce = randomBytes(18).toString('base64')
  const directives = pageDirectives(nonce)
  await reply.helmet({ contentSecurityPolicy: { useDefaults: false, directives } })
  return reply
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(page.replaceAll(noncePlaceholder, nonce))
}
