/**
 * The cells of a line, in quotes or not; a quote within quotes is doubled.
 * @param isClosed told false when the line ends within quotes, so that it was cut off there
 */
export function cellsOf(
  line: string,
  separator: string,
): { readonly cells: string[]; readonly isClosed: boolean } {
  const cells: string[] = []
  let at = 0
  while (at <= line.length) {
    if (line[at] !== '"') {
      const end = line.indexOf(separator, at)
      cells.push(line.slice(at, end < 0 ? line.length : end))
      if (end < 0) break
      at = end + 1
      continue
    }
    const end = closingQuote(line, at + 1)
    if (end < 0) {
      cells.push(line.slice(at + 1))
      return { cells, isClosed: false }
    }
    cells.push(line.slice(at + 1, end).replaceAll('""', '"'))
    const next = line.indexOf(separator, end)
    if (next < 0) break
    at = next + 1
  }
  return { cells, isClosed: true }
}

function closingQuote(line: string, from: number): number {
  let at = line.indexOf('"', from)
  while (at >= 0 && line[at + 1] === '"') at = line.indexOf('"', at + 2)
  return at
}

const number = /^[-+]?(?:\d+[.,]?\d*|[.,]\d+)(?:[eE][-+]?\d+)?$/

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
