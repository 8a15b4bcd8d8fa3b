import type { LogColumn, LogReceiver, LogZone } from './log.ts'
import { formatPath, parsePath } from './path.ts'
import { cellsOf, valueOf } from './text-cells.ts'
import { parseTime } from './time.ts'

/** No log has a line that is longer, in signs; what has is something else. */
const longestLine = 16 * 1024 * 1024
const shownMost = 40

/**
 * Reads a text log of Performance Monitor, of typeperf, logman or relog (facts 8.4), piece by
 * piece: it holds one line, never the file. What cannot be read is told with line and cell; the
 * rest of the log is read all the same.
 */
export class TextLogReader {
  private rest = ''
  private line = 0
  private header: string | undefined
  private separator = ','
  private values = new Float64Array(0)
  private isOver = false

  constructor(private readonly receiver: LogReceiver) {}

  /** Takes the next piece of the text, which may end anywhere. */
  push(text: string): void {
    if (this.isOver) return
    const all = this.rest + text
    const ends = new LineEnds(all)
    let from = 0
    for (let end = ends.after(from); end >= 0; end = ends.after(from)) {
      const isCarriage = all[end] === '\r'
      if (isCarriage && end + 1 === all.length) break
      this.read(all.slice(from, end))
      from = end + (isCarriage && all[end + 1] === '\n' ? 2 : 1)
    }
    this.rest = all.slice(from)
    if (this.rest.length > longestLine) this.stop('The line has no end, so this is no log.')
  }

  /** Says that the text is over. */
  end(): void {
    const last = this.rest.replace(/\r$/, '')
    this.rest = ''
    if (last !== '' && !this.isOver) this.read(last, true)
    if (this.header === undefined && !this.isOver) {
      this.line = Math.max(1, this.line)
      this.stop('The file is empty.')
    }
  }

  private read(line: string, isLast = false): void {
    this.line++
    if (this.isOver || line.trim() === '') return
    if (this.header === undefined) this.readHeader(this.line === 1 ? unmarked(line) : line)
    else this.readRecord(line, isLast)
  }

  private readHeader(line: string): void {
    const kind = /^"?\(PDH-(CSV|TSV) \d+\.\d+\)/.exec(line)
    if (!kind) {
      this.stop(`The log begins with "${shown(line)}", and a log begins with "(PDH-CSV 4.0)".`)
      return
    }
    this.separator = kind[1] === 'TSV' ? '\t' : separatorOf(line)
    const [first, ...names] = cellsOf(line, this.separator).cells as [string, ...string[]]
    this.header = line
    this.receiver.begin(this.zoneOf(first))
    this.values = new Float64Array(names.length)
    this.receiver.columns(this.columnsOf(names))
  }

  private zoneOf(cell: string): LogZone | undefined {
    const said = /^\([^)]*\)\s*(?:\((.*)\)\s*\(([-+]?\d+)\))?\s*(.*)$/.exec(cell)
    if (said?.[1] !== undefined) return { name: said[1], offsetMinutes: Number(said[2]) }
    if (said?.[3]) this.tell(`"${said[3]}" is no time zone: write (name)(minutes).`, 1)
    return undefined
  }

  /** Twins under one name are told apart by their index, as Performance Monitor does. */
  private columnsOf(names: readonly string[]): LogColumn[] {
    const seen = new Map<string, number>()
    return names.map((text, at) => {
      const path = parsePath(text)
      if ('problem' in path) {
        this.tell(path.problem, at + 2)
        return { text }
      }
      const key = formatPath(path).toLowerCase()
      const twins = seen.get(key) ?? 0
      seen.set(key, twins + 1)
      return { text, path: twins === 0 ? path : { ...path, index: (path.index ?? 0) + twins } }
    })
  }

  private readRecord(line: string, isLast: boolean): void {
    const { cells, isClosed } = this.recordCells(line)
    if (cells[0]!.startsWith('(PDH-')) {
      if (line !== this.header) this.stop('Another log with other columns begins here.')
      return
    }
    const missing = this.values.length + 1 - cells.length
    if (isLast && (!isClosed || missing > 0)) {
      this.tell(`The last record is cut off after ${cells.length} of its cells, and left out.`)
      return
    }
    const wallMs = parseTime(cells[0]!)
    if (wallMs === undefined) {
      this.tell(`"${shown(cells[0]!)}" is no time: write MM/DD/YYYY HH:MM:SS.mmm.`, 1)
      return
    }
    if (missing !== 0) {
      const columns = this.values.length + 1
      this.tell(`The record has ${cells.length} cells, and the log has ${columns} columns.`)
    }
    this.readValues(cells)
    this.receiver.record(wallMs, this.values)
  }

  private readValues(cells: readonly string[]): void {
    for (let column = 0; column < this.values.length; column++) {
      const value = valueOf(cells[column + 1] ?? '')
      if (value === undefined) this.tell(`"${shown(cells[column + 1]!)}" is no number.`, column + 2)
      this.values[column] = value ?? NaN
    }
  }

  /** Nearly every record has all its cells in quotes and no quote in a cell. */
  private recordCells(line: string): ReturnType<typeof cellsOf> {
    if (line.startsWith('"') && line.endsWith('"')) {
      const cells = line.slice(1, -1).split(`"${this.separator}"`)
      if (cells.length === this.values.length + 1) return { cells, isClosed: true }
    }
    return cellsOf(line, this.separator)
  }

  private tell(problem: string, cell?: number): void {
    this.receiver.problem({ line: this.line, ...(cell === undefined ? {} : { cell }), problem })
  }

  private stop(problem: string): void {
    this.tell(problem)
    this.isOver = true
    this.rest = ''
  }
}

/** Where lines end: at CR, LF or both, also mixed. */
class LineEnds {
  private feed: number
  private carriage: number

  constructor(private readonly text: string) {
    this.feed = text.indexOf('\n')
    this.carriage = text.indexOf('\r')
  }

  /** The first end from here on; -1 where the text has none any more. */
  after(from: number): number {
    if (this.feed >= 0 && this.feed < from) this.feed = this.text.indexOf('\n', from)
    if (this.carriage >= 0 && this.carriage < from) this.carriage = this.text.indexOf('\r', from)
    if (this.feed < 0 || this.carriage < 0) return Math.max(this.feed, this.carriage)
    return Math.min(this.feed, this.carriage)
  }
}

function unmarked(line: string): string {
  return line.startsWith('\uFEFF') ? line.slice(1) : line
}

/** Machines whose decimal sign is the comma may separate cells by semicolons. */
function separatorOf(header: string): string {
  const after = header.startsWith('"') ? header[header.indexOf('"', 1) + 1] : undefined
  if (after === ';' || after === '\t') return after
  if (after === undefined && !header.startsWith('"')) {
    return /^[^,;\t]*([,;\t])/.exec(header)?.[1] ?? ','
  }
  return ','
}

function shown(text: string): string {
  return text.length > shownMost ? `${text.slice(0, shownMost)}…` : text
}
