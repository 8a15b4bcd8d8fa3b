import type { LogZone } from './log.ts'

/** How a compact log begins: eight bytes. */
export const binaryMagic = 'HWLOG-1\n'

/** What a frame of a compact log holds. */
export const frames = { zone: 1, columns: 2, record: 3 } as const

/** Bytes before what a frame holds: its kind, and how many bytes follow. */
export const frameHeadBytes = 5

/** Bytes of a record of so many columns where each value differs: its time, bits and doubles. */
export function binaryRecordBytes(columns: number): number {
  return frameHeadBytes + 8 + Math.ceil(columns / 8) + 8 * columns
}

/**
 * Writes a compact log: frames of a kind, a length and their content, little-endian. Columns may
 * begin at any time, so a set that counts new VMs needs no new log. A record holds its time, a bit
 * a column for what differs from the record before, and those values as doubles.
 */
export class BinaryLogWriter {
  private readonly encoder: { encode(text: string): Uint8Array }
  private before = new Float64Array(0)

  /** @param encoder a `TextEncoder`, which hosts have and the core's library does not name */
  constructor(encoder: { encode(text: string): Uint8Array }) {
    this.encoder = encoder
  }

  begin(zone: LogZone | undefined): Uint8Array {
    const magic = this.encoder.encode(binaryMagic)
    const frame = this.textFrame(frames.zone, zone ?? null)
    const all = new Uint8Array(magic.length + frame.length)
    all.set(magic)
    all.set(frame, magic.length)
    return all
  }

  /** Columns to the right of those that are there, by their paths. */
  columns(paths: readonly string[]): Uint8Array {
    const wider = new Float64Array(this.before.length + paths.length).fill(NaN)
    wider.set(this.before)
    this.before = wider
    return this.textFrame(frames.columns, paths)
  }

  /** @param values one a column; NaN is a value that is missing */
  record(wallMs: number, values: ArrayLike<number>): Uint8Array {
    const count = this.before.length
    const bitBytes = Math.ceil(count / 8)
    const buffer = new ArrayBuffer(binaryRecordBytes(count))
    const view = new DataView(buffer)
    view.setFloat64(frameHeadBytes, wallMs, true)
    const bitsAt = frameHeadBytes + 8
    let at = bitsAt + bitBytes
    for (let column = 0; column < count; column++) {
      const value = values[column] ?? NaN
      if (Object.is(value, this.before[column])) continue
      this.before[column] = value
      const byte = bitsAt + (column >> 3)
      view.setUint8(byte, view.getUint8(byte) | (1 << (column & 7)))
      view.setFloat64(at, value, true)
      at += 8
    }
    view.setUint8(0, frames.record)
    view.setUint32(1, at - frameHeadBytes, true)
    return new Uint8Array(buffer, 0, at)
  }

  private textFrame(kind: number, content: unknown): Uint8Array {
    const text = this.encoder.encode(JSON.stringify(content))
    const frame = new Uint8Array(frameHeadBytes + text.length)
    const view = new DataView(frame.buffer)
    view.setUint8(0, kind)
    view.setUint32(1, text.length, true)
    frame.set(text, frameHeadBytes)
    return frame
  }
}
