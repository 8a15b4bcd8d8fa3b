import type { FastifyReply } from 'fastify'
import {
  refusalCatalogue,
  refuse,
  type Refusal,
  type RefusalCode,
  type RefusalData,
} from '../shared/refusals/index.ts'

/** A refusal as the API answers it: the same fields as one of the core. */
export interface RefusalBody {
  readonly defined: boolean
  readonly code: string
  readonly status: number
  readonly message: string
  readonly data: Record<string, unknown>
}

/** The body of a refusal that the web host makes itself. */
export function refusalBody(refusal: Refusal): RefusalBody {
  const { code, text, next } = refusal
  const data = { ...(refusal.data as Record<string, unknown>), next }
  return { defined: true, code, status: refusalCatalogue[code].status, message: text, data }
}

/** Answers a request with a refusal of the catalogue. */
export function replyRefusal<Code extends RefusalCode>(
  reply: FastifyReply,
  code: Code,
  data: RefusalData<Code>,
): FastifyReply {
  const body = refusalBody(refuse(code, data))
  return reply.status(body.status).send(body)
}
