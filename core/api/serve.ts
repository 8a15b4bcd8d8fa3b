import { ORPCError, ValidationError } from '@orpc/server'
import { RPCHandler } from '@orpc/server/message-port'
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
    return path.length > 0 ? `${path.join('.')}: ${issue.message}` : issue.message
  })
  return errorOf(refuse('input.invalid', { issues }))
}

/** Makes the function that serves a core on a port. */
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
    handler.upgrade(port as never, { context: { connection } } as never)
  }
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
