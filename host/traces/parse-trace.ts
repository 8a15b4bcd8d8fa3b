import { refuse } from '../../shared/refusals/index.ts'
import { UnpackError } from './unpack-error.ts'

const shownLength = 40

/**
 * The samples of a trace: one whole percentage from 0 to 100 a line, five minutes apart. Lines end
 * with LF or CRLF, and blank lines at the end do not count.
 * @throws UnpackError with `trace.bad-line` for the first line that is none
 */
export function parseTrace(file: string, content: Uint8Array): Uint8Array {
  const lines = new TextDecoder().decode(content).split('\n')
  while (lines.length > 1 && lines.at(-1)?.trim() === '') lines.pop()
  const samples = new Uint8Array(lines.length)
  lines.forEach((text, at) => {
    const value = text.endsWith('\r') ? text.slice(0, -1) : text
    const percent = /^\d{1,3}$/.test(value) ? Number(value) : Infinity
    if (percent > 100) throw badLine(file, at + 1, value)
    samples[at] = percent
  })
  return samples
}

function badLine(file: string, line: number, value: string): UnpackError {
  const shown = value.length > shownLength ? `${value.slice(0, shownLength)}…` : value
  return new UnpackError(refuse('trace.bad-line', { file, line, value: shown }))
}
