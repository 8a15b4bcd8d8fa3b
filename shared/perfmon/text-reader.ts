import type { LogReceiver, LogZone } from './log.ts'
import { columnsMost, zoneMinutesMost } from './log.ts'
import { namedColumns } from './named-columns.ts'
import { pathMost } from './path.ts'
import { cellsOf, valueOf, type LineCells } from './text-cells.ts'
import { notLater, parseTime } from './time.ts'

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
  private lastMs = -Infinity
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
    this.header = line
    const { cells, count, isClosed } = cellsOf(line, this.separator, columnsMost + 1)
    if (count > columnsMost + 1) {
      this.stop(`The log has ${count - 1} columns, and ${columnsMost} are the most.`)
      return
    }
    if (!isClosed) this.tell('The quote of this cell is never closed.', count)
    this.receiver.begin(this.zoneOf(cells[0]!))
    this.values = new Float64Array(count - 1)
    this.receiver.columns(namedColumns(cells.slice(1), (problem, at) => this.tell(problem, at + 2)))
  }

  private zoneOf(cell: string): LogZone | undefined {
    if (cell.length > pathMost) {
      this.tell(`The cell has ${cell.length} signs, and ${pathMost} are the most.`, 1)
      return undefined
    }
    const said = /^\([^)]*\)\s*(?:\((.*)\)\s*\(([-+]?\d+)\))?\s*(.*)$/.exec(cell)
    if (said?.[1] !== undefined) {
      const offsetMinutes = Number(said[2])
      if (Math.abs(offsetMinutes) <= zoneMinutesMost) return { name: said[1], offsetMinutes }
      const most = `and ${zoneMinutesMost} are the most.`
      this.tell(`The time zone is ${shown(said[2]!)} minutes from UTC, ${most}`, 1)
      return undefined
    }
    if (said?.[3]) this.tell(`"${said[3]}" is no time zone: write (name)(minutes).`, 1)
    return undefined
  }

  private readRecord(line: string, isLast: boolean): void {
    const { cells, count, isClosed } = this.recordCells(line)
    if (cells[0]!.startsWith('(PDH-')) {
      if (line !== this.header) this.stop('Another log with other columns begins here.')
      return
    }
    const columns = this.values.length + 1
    if (isLast && (!isClosed || count < columns)) {
      this.tell(`The last record is cut off after ${count} of its cells, and left out.`)
      return
    }
    if (!isClosed && count === 1) {
      this.tell('The quote of the time is never closed, so the record is left out.', 1)
      return
    }
    const wallMs = this.timeOf(cells[0]!)
    if (wallMs === undefined) return
    if (!isClosed) {
      this.tell('The quote of this cell is never closed, so its value is left out.', count)
      if (count <= cells.length) cells[count - 1] = ''
    } else if (count !== columns) {
      this.tell(`The record has ${count} cells, and the log has ${columns} columns.`)
    }
    this.readValues(cells)
    this.receiver.record(wallMs, this.values)
  }

  /** The time of a record that can be read, and comes after the one before. */
  private timeOf(cell: string): number | undefined {
    const wallMs = parseTime(cell)
    if (wallMs === undefined) {
      this.tell(`"${shown(cell)}" is no time: write MM/DD/YYYY HH:MM:SS.mmm.`, 1)
    } else if (wallMs <= this.lastMs) {
      this.tell(notLater(wallMs, this.lastMs), 1)
    } else {
      this.lastMs = wallMs
      return wallMs
    }
    return undefined
  }

  private readValues(cells: readonly string[]): void {
    for (let column = 0; column < this.values.length; column++) {
      const value = valueOf(cells[column + 1] ?? '')
      if (value === undefined) this.tell(`"${shown(cells[column + 1]!)}" is no number.`, column + 2)
      this.values[column] = value ?? NaN
    }
  }

  /** Nearly every record has all its cells in quotes and no quote in a cell. */
  private recordCells(line: string): LineCells {
    const count = this.values.length + 1
    if (line.startsWith('"') && line.endsWith('"')) {
      const cells = line.slice(1, -1).split(`"${this.separator}"`, count + 1)
      if (cells.length === count) return { cells, count, isClosed: true }
    }
    return cellsOf(line, this.separator, count)
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
