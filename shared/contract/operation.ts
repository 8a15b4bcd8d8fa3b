import { oc } from '@orpc/contract'
import { z } from 'zod'
import type { ObjectKind } from '../domain/index.ts'
import { anyId, jobId } from '../domain/index.ts'
import { declared, refusalView } from '../refusals/index.ts'
import type { Privilege } from '../rights/index.ts'

/** What every operation of the contract says of itself. */
export interface OperationMeta {
  /** A query reads, a command changes and is journaled, a stream tells what happened. */
  readonly kind: 'query' | 'command' | 'stream'
  /** The right that it needs; `public` needs none, `signed-in` only a valid session. */
  readonly privilege: Privilege | 'public' | 'signed-in'
  /** The input field that names the objects it acts on, and their kind. */
  readonly target?: { readonly kind: ObjectKind; readonly field: string }
  /** Whether it can be undone, and by which operation. */
  readonly undo?: string
  /** What it costs to be wrong: nothing, an interruption, or lost data. */
  readonly danger?: 'disruptive' | 'destructive'
  /** The name of SCVMM's cmdlet for it. */
  readonly cmdlet?: string
  /** Whether the command palette offers it, under this key of the translated texts. */
  readonly palette?: string
  /** Commands that are the host's or a connection's own affair and stay out of the journal. */
  readonly journaled?: false
}

type Method = 'GET' | 'POST'

function operation(method: Method, path: `/${string}`, summary: string, meta: OperationMeta) {
  return oc
    .$meta<OperationMeta>(meta)
    .errors(
      declared(
        'access.not-signed-in',
        'access.denied',
        'access.fabric-missing',
        'not-found',
        'input.invalid',
      ),
    )
    .route({ method, path, summary, tags: [path.split('/')[1] ?? 'hostward'] })
}

type Rest = Omit<OperationMeta, 'kind' | 'privilege'>

/** A query: reads and answers, over HTTP a GET. */
export function query(
  path: `/${string}`,
  summary: string,
  privilege: OperationMeta['privilege'],
  rest: Rest = {},
) {
  return operation('GET', path, summary, { kind: 'query', privilege, ...rest })
}

/** A command: changes something, answers with a job or a refusal, over HTTP a POST. */
export function command(
  path: `/${string}`,
  summary: string,
  privilege: OperationMeta['privilege'],
  rest: Rest = {},
) {
  return operation('POST', path, summary, { kind: 'command', privilege, ...rest }).errors(
    declared('store.failed', 'input.too-many', 'access.bulk-none-possible'),
  )
}

/** A stream of what happened, over HTTP server-sent events. */
export function stream(
  path: `/${string}`,
  summary: string,
  privilege: OperationMeta['privilege'],
  rest: Rest = {},
) {
  return operation('GET', path, summary, { kind: 'stream', privilege, ...rest }).errors(
    declared('access.too-many-streams'),
  )
}

/** One object that a bulk command did not touch, and why. */
export const refusedItem = z.object({ id: anyId, name: z.string(), refusal: refusalView })

/** The answer of a command. */
export const commandAnswer = z.object({
  /** The job that carries it out; absent where nothing is left to do. */
  jobId: jobId.optional(),
  /** The object that it made, or the first of several. */
  id: anyId.optional(),
  /** How many objects the command acts on. */
  accepted: z.number().int(),
  /** The objects that it does not act on, and why. */
  refused: z.array(refusedItem),
  /** The operation that takes it back, with its input. */
  undo: z.object({ operation: z.string(), input: z.unknown() }).optional(),
})
export type CommandAnswer = z.infer<typeof commandAnswer>
export type RefusedItem = z.infer<typeof refusedItem>

/** The most objects that one command names. */
export const bulkLimit = 10000
