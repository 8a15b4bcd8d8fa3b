import type { LogZone } from './log.ts'
import { formatTime } from './time.ts'

/** The two kinds of text logs, by their separators. */
export const textFormats = { csv: ',', tsv: '\t' } as const
export type TextFormat = keyof typeof textFormats

const lineEnd = '\r\n'
const missing = '" "'

/** A cell in quotes; a quote in it is doubled. */
function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`
}

/**
 * The first line of a text log (facts 8.4). Its columns are fixed from here on.
 * @param zone left out by tools that do not know it, as typeperf does
 */
export function textHeader(
  format: TextFormat,
  zone: LogZone | undefined,
  columns: readonly string[],
): string {
  const where = zone ? ` (${zone.name})(${zone.offsetMinutes})` : ''
  const cells = [`(PDH-${format.toUpperCase()} 4.0)${where}`, ...columns]
  return cells.map(quoted).join(textFormats[format]) + lineEnd
}

/** One record: its time and every value, a blank where one is missing. */
export function textRecord(
  format: TextFormat,
  wallMs: number,
  values: ArrayLike<number>,
  count = values.length,
): string {
  const separator = textFormats[format]
  let line = quoted(formatTime(wallMs))
  for (let column = 0; column < count; column++) {
    const value = values[column] ?? NaN
    line += separator + (Number.isFinite(value) ? `"${value}"` : missing)
  }
  return line + lineEnd
}
