import { refuse } from '../../shared/refusals/index.ts'
import type { UnpackBudget } from './budget.ts'
import { UnpackError } from './unpack-error.ts'

const shownLength = 40
const [lineFeed, carriageReturn, zero, nine] = [10, 13, 48, 57]
const byteOrderMark = [0xef, 0xbb, 0xbf]

/**
 * The samples of a trace: one whole percentage from 0 to 100 a line, five minutes apart. Lines end
 * with LF or CRLF, and blank lines at the end do not count. Reads bytes and makes no text of the
 * lines, since a small archive may hold a hundred million of them.
 * @throws UnpackError with `trace.bad-line` for the first line that is none, or what the budget
 * throws
 */
export function parseTrace(file: string, content: Uint8Array, budget: UnpackBudget): Uint8Array {
  const start = byteOrderMark.every((byte, at) => content[at] === byte) ? byteOrderMark.length : 0
  const end = endOfLastLine(content, start)
  const lines = countOfLines(content, start, end)
  budget.spendSamples(lines)
  const samples = new Uint8Array(lines)
  let from = start
  for (let line = 0; line < lines; line++) {
    const to = endOfLine(content, from, end)
    const percent = percentOf(content, from, to)
    if (percent === undefined) throw badLine(file, line + 1, content.subarray(from, to))
    samples[line] = percent
    from = to + 1
  }
  return samples
}

/** Where the last line that is not blank ends; the first line counts, also where it is blank. */
function endOfLastLine(content: Uint8Array, start: number): number {
  let at = content.length
  while (at > start && isBlank(content[at - 1]!)) at--
  return endOfLine(content, at, content.length)
}

function isBlank(byte: number): boolean {
  return byte === 32 || (byte >= 9 && byte <= 13)
}

function endOfLine(content: Uint8Array, from: number, end: number): number {
  let at = from
  while (at < end && content[at] !== lineFeed) at++
  return at
}

function countOfLines(content: Uint8Array, start: number, end: number): number {
  let lines = 1
  for (let at = start; at < end; at++) if (content[at] === lineFeed) lines++
  return lines
}

/** The percentage of one line; undefined for what is none. */
function percentOf(content: Uint8Array, from: number, to: number): number | undefined {
  const end = to > from && content[to - 1] === carriageReturn ? to - 1 : to
  if (end === from || end - from > 3) return undefined
  let percent = 0
  for (let at = from; at < end; at++) {
    const byte = content[at]!
    if (byte < zero || byte > nine) return undefined
    percent = percent * 10 + byte - zero
  }
  return percent <= 100 ? percent : undefined
}

function badLine(file: string, line: number, bytes: Uint8Array): UnpackError {
  // A character takes four bytes at most, so this is enough to see that the line is longer.
  const text = new TextDecoder().decode(bytes.subarray(0, 4 * (shownLength + 2)))
  const value = text.endsWith('\r') ? text.slice(0, -1) : text
  const shown = value.length > shownLength ? `${value.slice(0, shownLength)}…` : value
  return new UnpackError(refuse('trace.bad-line', { file, line, value: shown }))
}
