/** The cells of a line. */
export interface LineCells {
  /** The first of them, as many as are wanted. */
  readonly cells: string[]
  /** How many the line has. */
  readonly count: number
  /** False when the line ends within quotes, so that it was cut off there. */
  readonly isClosed: boolean
}

/**
 * The cells of a line, in quotes or not; a quote within quotes is doubled.
 * @param most keeps so many of them; a line of others costs no memory
 */
export function cellsOf(line: string, separator: string, most: number): LineCells {
  const cells: string[] = []
  let count = 0
  let at = 0
  while (at <= line.length) {
    const isKept = ++count <= most
    if (line[at] !== '"') {
      const end = line.indexOf(separator, at)
      if (isKept) cells.push(line.slice(at, end < 0 ? line.length : end))
      if (end < 0) break
      at = end + 1
      continue
    }
    const end = closingQuote(line, at + 1)
    if (end < 0) {
      if (isKept) cells.push(line.slice(at + 1))
      return { cells, count, isClosed: false }
    }
    if (isKept) cells.push(line.slice(at + 1, end).replaceAll('""', '"'))
    const next = line.indexOf(separator, end)
    if (next < 0) break
    at = next + 1
  }
  return { cells, count, isClosed: true }
}

function closingQuote(line: string, from: number): number {
  let at = line.indexOf('"', from)
  while (at >= 0 && line[at + 1] === '"') at = line.indexOf('"', at + 2)
  return at
}

const number = /^[-+]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][-+]?\d+)?$/

/**
 * The value of a cell: NaN where it is blank, undefined where it is no number. A comma may stand
 * for the point, as machines of many languages write it.
 */
export function valueOf(cell: string): number | undefined {
  const text = cell.trim()
  if (text === '') return NaN
  if (!number.test(text)) return undefined
  const value = Number(text.replace(',', '.'))
  return Number.isFinite(value) ? value : undefined
}
