import { ORPCError } from '@orpc/client'
import {
  fillText,
  refusalCatalogue,
  type RefusalCode,
  type RefusalView,
} from '../../shared/refusals/index.ts'
import { ConnectionClosedError } from '../../shared/wire/index.ts'

/** What a call failed with when it is no refusal of the catalogue. Its text is `refusal.<code>`. */
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
  const isAnswer = error instanceof ORPCError || error instanceof ConnectionClosedError
  if (!isAnswer || !isRefusalCode(error.code)) return defect
  const data = asRecord(error.data)
  const { text, next } = refusalCatalogue[error.code]
  return { code: error.code, data, text: fillText(text, data), next: fillText(next, data) }
}

/** Whether the failed call says that nobody is signed in on this connection any more. */
export function isSignedOut(error: unknown): boolean {
  return error instanceof ORPCError && error.code === 'access.not-signed-in'
}

const defect: RefusalView = { code: defectCode, data: {}, text: '', next: '' }

function asRecord(data: unknown): Record<string, unknown> {
  return typeof data === 'object' && data !== null ? { ...data } : {}
}
