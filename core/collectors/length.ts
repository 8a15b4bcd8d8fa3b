import type { LogFormat } from '../../shared/domain/index.ts'
import type { CounterPath } from '../../shared/perfmon/index.ts'
import { binaryRecordBytes, formatPath } from '../../shared/perfmon/index.ts'

/** Bytes of a number as text with its quotes and separator: no double takes more. */
const textCellBytes = 28
/** Bytes of the time of a text record with its quotes, and of the end of the line. */
const textTimeBytes = 27
/** A circular log is cut when it is this much longer than what it keeps, so that it never is. */
const circularShare = 0.8

/**
 * How many records of all these columns a log of so many bytes holds, at least one. It is known
 * before the first, so that it is known when the log ends.
 */
export function recordsWithin(
  maxBytes: number,
  format: LogFormat,
  paths: readonly CounterPath[],
  isCircular: boolean,
): number {
  const count = paths.length
  // Four bytes a character at most, quotes and separators among them.
  const names = paths.reduce((sum, path) => sum + 4 * formatPath(path).length + 3, 0)
  const head = names + 128
  const record = format === 'bin' ? binaryRecordBytes(count) : textTimeBytes + textCellBytes * count
  const room = (maxBytes - head) * (isCircular ? circularShare : 1)
  return Math.max(1, Math.floor(room / record))
}
