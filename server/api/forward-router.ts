import { implement, ORPCError } from '@orpc/server'
import { contract } from '../../shared/contract/index.ts'
import { ConnectionClosedError } from '../../shared/wire/index.ts'
import { callCore, type CallContext } from './call.ts'

type Forward = (
  options: { context: CallContext; path: readonly string[]; signal?: AbortSignal },
  input: unknown,
  output: (answer: unknown) => unknown,
) => Promise<unknown>

interface Implementer {
  use(middleware: Forward): Implementer
  handler(handle: () => never): unknown
  readonly [name: string]: unknown
}

/**
 * The contract's operations, each carried over to the core unread: the core validates, decides and
 * answers, as it does for every other client.
 */
export function forwardRouter(): object {
  // Validation would come after the forwarding, which never goes on to it.
  const untouched = {
    initialInputValidationIndex: Infinity,
    initialOutputValidationIndex: Infinity,
  }
  const implementer = implement(contract, untouched).$context<CallContext>() as unknown
  const forwarding = (implementer as Implementer).use(forward)
  const areas = Object.entries(contract).map(([area, operations]) => {
    const procedures = forwarding[area] as Record<string, Implementer>
    const entries = Object.keys(operations).map(name => [
      name,
      procedures[name]?.handler(notReached),
    ])
    return [area, Object.fromEntries(entries)]
  })
  return Object.fromEntries(areas) as object
}

async function forward(
  { context, path, signal }: Parameters<Forward>[0],
  input: unknown,
  output: (answer: unknown) => unknown,
): Promise<unknown> {
  try {
    const answer = await callCore(context, path, input, signal)
    return output(keepSession(context, path.join('.'), answer))
  } catch (error) {
    if (!(error instanceof ConnectionClosedError)) throw error
    const { code, status, message, data } = error
    throw new ORPCError(code, { status, message, data })
  }
}

/** A session that began goes into the cookie, and never into the body that a script can read. */
function keepSession({ reply, cookie }: CallContext, operation: string, answer: unknown): unknown {
  if (operation === 'session.signOut') cookie.clear(reply)
  if (operation !== 'session.signIn' && operation !== 'setup.create') return answer
  const { token, ...rest } = answer as { token?: string }
  if (token !== undefined) cookie.set(reply, token)
  return rest
}

function notReached(): never {
  throw new Error('A forwarded call has no handler of its own')
}
