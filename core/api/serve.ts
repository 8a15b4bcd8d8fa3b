import { ORPCError, ValidationError } from '@orpc/server'
import { RPCHandler } from '@orpc/server/bun-ws'
import { refuse } from '../../shared/refusals/index.ts'
import type { WirePort } from '../../shared/wire/index.ts'
import { wireOptions } from '../../shared/wire/index.ts'
import type { Core } from '../core.ts'
import type { Connection } from './handler.ts'
import { createRouter, errorOf } from './router.ts'

/** An input that does not fit becomes the refusal `input.invalid` with each field's issue. */
function refusalOfInput(error: unknown): unknown {
  if (!(error instanceof ORPCError) || error.code !== 'BAD_REQUEST') return error
  const { cause } = error
  if (!(cause instanceof ValidationError)) return error
  const issues = cause.issues.slice(0, 20).map(issue => {
    const path = (issue.path ?? []).map(part =>
      typeof part === 'object' ? String(part.key) : String(part),
    )
    const keys = (issue as { readonly keys?: readonly string[] }).keys
    if (keys) return keys.map(key => `${[...path, key].join('.')}: is no field of it`).join('; ')
    return path.length > 0 ? `${path.join('.')}: ${issue.message}` : issue.message
  })
  return errorOf(refuse('input.invalid', { issues }))
}

/**
 * Makes the function that serves a core on a port. Of oRPC's adapters it takes the one that is
 * given
 * each message and answers a promise, whatever channel the message came by.
 */
export function serverOf(core: Core, log: (line: string) => void) {
  const handler = new RPCHandler(createRouter(core) as never, {
    customJsonSerializers: [...wireOptions.customJsonSerializers],
    clientInterceptors: [
      async ({ next, path }) => {
        try {
          return await next()
        } catch (error) {
          const known = refusalOfInput(error)
          if (!(known instanceof ORPCError)) log(`${path.join('.')}: ${stackOf(known)}`)
          throw known
        }
      },
    ],
  })
  return (port: WirePort, connection: Connection): void => {
    const peer = { send: (message: unknown) => (port.postMessage(message), 0) }
    const options = { context: { connection } }
    port.on('message', event => {
      // What is no message would otherwise end the whole core as an unhandled rejection.
      handler.message(peer, bytesOrText(event?.data), options as never).catch((error: unknown) => {
        log(`A connection was closed, because it sent what is no message: ${String(error)}`)
        port.close()
      })
    })
    port.on('close', () => handler.close(peer))
  }
}

/** Bytes arrive as a buffer over some ports, and as a view of one over others. */
function bytesOrText(data: unknown): string | ArrayBufferView {
  return data instanceof ArrayBuffer ? new Uint8Array(data) : (data as string | ArrayBufferView)
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
