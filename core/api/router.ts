import { implement, ORPCError } from '@orpc/server'
import type { CommandAnswer } from '../../shared/contract/index.ts'
import { contract } from '../../shared/contract/index.ts'
import type { RefusalView } from '../../shared/refusals/index.ts'
import { Refusal, refusalCatalogue, refuse } from '../../shared/refusals/index.ts'
import type { Core } from '../core.ts'
import { beginSession } from './account.ts'
import type { HiddenHosts } from './hidden-hosts.ts'
import { operations } from './operations.ts'
import type { Connection, HandlerContext } from './handler.ts'
import type { AbortSignalLike } from './pulse.ts'
import { StreamLimit, streamsPerUser } from './stream-limit.ts'
import type { StreamContext } from './watch.ts'

/** What a call brings along besides its input. */
export interface CallContext {
  readonly connection: Connection
}

/** A refusal as the wire carries it: its code, status, English text, data and next step. */
export function errorOf(refusal: Refusal): ORPCError<string, unknown> {
  return new ORPCError(refusal.code, {
    status: refusalCatalogue[refusal.code].status,
    message: refusal.text,
    data: { ...refusal.data, next: refusal.next },
    defined: true,
  })
}

interface Call {
  readonly input: unknown
  readonly context: CallContext
  readonly signal?: AbortSignalLike
}

/** The contract's operations served by the core; every call goes through its dispatcher. */
export function createRouter(core: Core): object {
  const implementer = implement(contract).$context<CallContext>() as never
  const limit = new StreamLimit()
  const router: Record<string, Record<string, unknown>> = {}
  for (const name of operations.keys()) {
    const [area, entry] = name.split('.') as [string, string]
    const procedure = (implementer as Record<string, Record<string, Procedure>>)[area]![entry]!
    router[area] ??= {}
    router[area][entry] = procedure.handler(call => serve(core, limit, name, call))
  }
  return router
}

interface Procedure {
  handler(handle: (call: Call) => unknown): unknown
}

async function serve(core: Core, limit: StreamLimit, name: string, call: Call): Promise<unknown> {
  const operation = operations.get(name)!
  const { connection } = call.context
  if (operation.meta.kind === 'stream') return openStream(core, limit, name, call)
  const answer =
    operation.meta.kind === 'query'
      ? await core.dispatcher.query(operation, call.input, connection)
      : await core.dispatcher.command(operation, call.input, connection)
  if (name === 'setup.create' && !(answer instanceof Refusal)) {
    return firstSession(core, connection, answer as CommandAnswer)
  }
  const isHidden = core.dispatcher.hiddenHosts(connection)
  if (answer instanceof Refusal) throw errorOf(isHidden ? withoutHosts(answer, isHidden) : answer)
  return isHidden ? withoutHostsIn(answer, isHidden) : answer
}

/** The administrator of a new fabric is signed in at once. */
function firstSession(core: Core, connection: Connection, answer: CommandAnswer): unknown {
  const begun = beginSession(
    core.dispatcher.contextOf(connection),
    core.simulation.world.get('user', answer.id ?? ''),
  )
  if (begun instanceof Refusal) throw errorOf(begun)
  return begun
}

function openStream(core: Core, limit: StreamLimit, name: string, call: Call): unknown {
  const operation = operations.get(name)!
  const admit = () => core.dispatcher.admit(operation, call.input, call.context.connection)
  const admitted = admit()
  if (admitted instanceof Refusal) throw errorOf(admitted)
  const base = admitted.context
  const context: StreamContext = {
    ...base,
    // A running stream reads what is there now, not what was there when it began.
    get workload() {
      return base.simulation.workload
    },
    get caller() {
      const now = admit()
      return now instanceof Refusal ? base.caller : now.context.caller
    },
    pulse: core.pulse,
    signal: call.signal,
    still: () => {
      const now = admit()
      return now instanceof Refusal ? now : undefined
    },
  } as HandlerContext & StreamContext
  const stream = operation.handle(context, call.input as never) as Stream
  return limited(limit, base.caller.userId, relay(stream, core, call))
}

/** Counts a stream for as long as it runs, and ends it at once where its user has too many. */
async function* limited(
  limit: StreamLimit,
  userId: string,
  stream: AsyncGenerator<unknown>,
): AsyncGenerator<unknown> {
  if (!limit.take(userId)) {
    throw errorOf(refuse('access.too-many-streams', { limit: streamsPerUser }))
  }
  try {
    yield* stream
  } finally {
    limit.giveBack(userId)
  }
}

type Stream = AsyncGenerator<unknown, Refusal | undefined>

/** Passes a stream on; a refusal that ends it becomes the stream's error. */
async function* relay(stream: Stream, core: Core, call: Call): AsyncGenerator<unknown> {
  try {
    for (;;) {
      const { done, value } = await stream.next()
      if (!done) {
        const isHidden = core.dispatcher.hiddenHosts(call.context.connection)
        yield isHidden ? withoutHostsIn(value, isHidden) : value
      } else if (value instanceof Refusal) throw errorOf(value)
      else return
    }
  } finally {
    await stream.return(undefined)
  }
}

/** What a refusal calls a host, a volume or a network, and what it says of one that is hidden. */
const hostFields = { host: 'its host', source: 'its host', target: 'another host' } as const

/** A refusal for somebody who may not know of a host: names and figures go, the code stays. */
function withoutHosts(refusal: Refusal, isHidden: HiddenHosts): Refusal {
  const data = { ...(refusal.data as Record<string, unknown>) }
  const named = Object.entries(hostFields).filter(([field]) => {
    const name = data[field]
    return typeof name === 'string' && isHidden.byName(name)
  })
  for (const [field, words] of named) data[field] = words
  if (named.length > 0 && typeof data['volume'] === 'string') data['volume'] = 'its volume'
  if (refusal.code.startsWith('placement.') && isHidden.inTexts(data['reasons'])) {
    data['reasons'] = ['The fabric has no room for it now.']
    data['group'] = 'your role'
  }
  return new Refusal(refusal.code, data as never) as unknown as Refusal
}

function isRefusalView(value: object): value is RefusalView {
  return 'code' in value && 'data' in value && 'next' in value
}

/** The answer with every refusal in it cut as above. */
function withoutHostsIn(value: unknown, isHidden: HiddenHosts): unknown {
  if (Array.isArray(value)) return value.map(inner => withoutHostsIn(inner, isHidden))
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value
  if (isRefusalView(value)) {
    const cut = withoutHosts(
      new Refusal(value.code as never, value.data as never) as never,
      isHidden,
    )
    return { code: value.code, data: cut.data, text: cut.text, next: cut.next }
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, withoutHostsIn(inner, isHidden)]),
  )
}
