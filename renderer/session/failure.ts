import { ORPCError } from '@orpc/client'
import {
  fillText,
  refusalCatalogue,
  type RefusalCode,
  type RefusalView,
} from '../../shared/refusals/index.ts'
import { ConnectionLost } from './link-switch.ts'

/** What a call failed with when it is no refusal of the catalogue. Their texts are `refusal.<code>`. */
export const connectionLostCode = 'session.connection-lost'
export const defectCode = 'session.defect'

/** Whether the code is one that the catalogue declares. */
export function isRefusalCode(code: string): code is RefusalCode {
  return Object.hasOwn(refusalCatalogue, code)
}

/**
 * A failed call as plain data, in English where it is a refusal. What is no refusal keeps only a
 * code of ours: the words of a defect are no help to the person who meets it.
 */
export function failureOf(error: unknown): RefusalView {
  if (error instanceof ConnectionLost) return plain(connectionLostCode)
  if (!(error instanceof ORPCError)) return plain(defectCode)
  const data = asRecord(error.data)
  if (!isRefusalCode(error.code)) return plain(defectCode)
  const { text, next } = refusalCatalogue[error.code]
  return { code: error.code, data, text: fillText(text, data), next: fillText(next, data) }
}

/** Whether the failed call says that nobody is signed in on this connection any more. */
export function isSignedOut(error: unknown): boolean {
  return error instanceof ORPCError && error.code === 'access.not-signed-in'
}

function plain(code: string): RefusalView {
  return { code, data: {}, text: '', next: '' }
}

function asRecord(data: unknown): Record<string, unknown> {
  return typeof data === 'object' && data !== null ? { ...data } : {}
}
