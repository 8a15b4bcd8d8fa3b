import { binaryMagic, frameHeadBytes, frames } from './binary-writer.ts'
import type { LogReceiver, LogZone } from './log.ts'
import { columnsMost, zoneMinutesMost } from './log.ts'
import { namedColumns } from './named-columns.ts'
import { notLater, wallMsMost } from './time.ts'

/** No frame is longer, in bytes. */
const longestFrame = 64 * 1024 * 1024

/** Reads a compact log piece by piece; it holds one frame, never the file. */
export class BinaryLogReader {
  private rest = new Uint8Array(0)
  private records = 0
  private values = new Float64Array(0)
  private lastMs = -Infinity
  private isBegun = false
  private isOver = false

  /** @param decoder a `TextDecoder`, which hosts have and the core's library does not name */
  constructor(
    private readonly receiver: LogReceiver,
    private readonly decoder: { decode(bytes: Uint8Array): string },
  ) {}

  /** Takes the next bytes, which may end anywhere. */
  push(bytes: Uint8Array): void {
    if (this.isOver) return
    let all = bytes
    if (this.rest.length > 0) {
      all = new Uint8Array(this.rest.length + bytes.length)
      all.set(this.rest)
      all.set(bytes, this.rest.length)
    }
    this.rest = all.slice(this.readFrames(all))
  }

  /** Says that the bytes are over. */
  end(): void {
    if (this.isOver) return
    if (!this.isBegun) this.stop('The file is too short for a log.')
    else if (this.rest.length > 0) this.stop('The last record is cut off, and left out.')
  }

  /** How many bytes were read. */
  private readFrames(all: Uint8Array): number {
    let at = 0
    if (!this.isBegun) {
      if (all.length < binaryMagic.length) return 0
      at = binaryMagic.length
      this.isBegun = true
      if (this.decoder.decode(all.subarray(0, at)) !== binaryMagic) {
        this.stop('The file does not begin as a compact log does.')
      }
    }
    const view = new DataView(all.buffer, all.byteOffset, all.byteLength)
    while (!this.isOver && at + frameHeadBytes <= all.length) {
      const length = view.getUint32(at + 1, true)
      if (length > longestFrame) this.stop(`A frame claims ${length} bytes.`)
      const end = at + frameHeadBytes + length
      if (this.isOver || end > all.length) break
      this.readFrame(view.getUint8(at), all.subarray(at + frameHeadBytes, end))
      at = end
    }
    return this.isOver ? all.length : at
  }

  private readFrame(kind: number, content: Uint8Array): void {
    if (kind === frames.record) this.readRecord(content)
    else if (kind === frames.zone || kind === frames.columns) this.readText(kind, content)
    else this.stop(`A frame is of kind ${kind}, which is not known.`)
  }

  private readText(kind: number, content: Uint8Array): void {
    const said = parsedJson(this.decoder.decode(content))
    if (kind === frames.zone && (said === null || isZone(said))) {
      this.receiver.begin(said ?? undefined)
    } else if (kind === frames.columns && Array.isArray(said) && said.every(isText)) {
      this.readColumns(said)
    } else {
      this.stop(kind === frames.zone ? 'The time zone is damaged.' : 'The columns are damaged.')
    }
  }

  private readColumns(names: readonly string[]): void {
    const before = this.values.length
    const count = before + names.length
    if (count > columnsMost) {
      this.stop(`The log has ${count} columns, and ${columnsMost} are the most.`)
      return
    }
    const wider = new Float64Array(count).fill(NaN)
    wider.set(this.values)
    this.values = wider
    const tell = (problem: string, at: number) =>
      this.receiver.problem({ line: this.records, cell: before + at + 1, problem })
    this.receiver.columns(namedColumns(names, tell))
  }

  private readRecord(content: Uint8Array): void {
    this.records++
    const count = this.values.length
    let at = 8 + Math.ceil(count / 8)
    if (content.length < at) return this.stop('The record is damaged.')
    const view = new DataView(content.buffer, content.byteOffset, content.byteLength)
    for (let column = 0; column < count; column++) {
      if ((content[8 + (column >> 3)]! & (1 << (column & 7))) === 0) continue
      if (at + 8 > content.length) return this.stop('The record is damaged.')
      this.values[column] = view.getFloat64(at, true)
      at += 8
    }
    const wallMs = view.getFloat64(0, true)
    // Also NaN is not within.
    if (!(Math.abs(wallMs) <= wallMsMost)) return this.stop('The time of the record is damaged.')
    if (wallMs <= this.lastMs) {
      this.receiver.problem({ line: this.records, problem: notLater(wallMs, this.lastMs) })
      return
    }
    this.lastMs = wallMs
    this.receiver.record(wallMs, this.values)
  }

  private stop(problem: string): void {
    this.receiver.problem({ line: this.records, problem })
    this.isOver = true
    this.rest = new Uint8Array(0)
  }
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const isText = (value: unknown) => typeof value === 'string'

function isZone(value: unknown): value is LogZone {
  const { name, offsetMinutes } = (value ?? {}) as Partial<LogZone>
  return typeof name === 'string' && Math.abs(offsetMinutes ?? NaN) <= zoneMinutesMost
}
