import {
  closeSync,
  existsSync,
  fstatSync,
  ftruncateSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeSync,
} from 'node:fs'
import type { LogBeginning, LogSize } from '../../core/index.ts'
import type { LogReceiver } from '../../shared/perfmon/index.ts'
import { reasonOf } from './in-words.ts'
import {
  BinaryLogReader,
  BinaryLogWriter,
  binaryMagic,
  binaryRecordBytes,
  frameHeadBytes,
  TextLogReader,
  textHeader,
  textRecord,
} from '../../shared/perfmon/index.ts'

/** Bytes that wait before they are written. */
const waitingMost = 256 * 1024
/** Bytes that wait for a disk that refuses them; records that come then are a gap. */
const heldMost = 16 * waitingMost
const pieceBytes = 1024 * 1024
const fullText = 'its size limit is reached: its counters leave no room for more records.'

/**
 * A log that is recorded into a file, or goes on in one. Records wait a while and are written
 * whole; what a kill cuts off is cut away when the log goes on.
 */
export class RecordFile {
  columns: string[] = []
  records = 0
  bytes = 0
  private lastMs = -Infinity
  private isFull = false
  private refusal: string | undefined
  private writer = new BinaryLogWriter(new TextEncoder())
  private waiting: Uint8Array[] = []
  private waitingBytes = 0

  constructor(
    private readonly path: string,
    private readonly beginning: LogBeginning,
  ) {
    if (existsSync(path) && this.resume()) return
    rmSync(path, { force: true })
    if (beginning.format === 'bin') this.write(this.writer.begin(beginning.zone))
  }

  /** The records that it shows, a circular one the newest, and why it takes no more now. */
  get size(): LogSize {
    const records = Math.min(this.records, this.beginning.recordsKept ?? Infinity)
    const problem = this.isFull ? fullText : this.refusal
    return { records, bytes: this.bytes, ...(problem === undefined ? {} : { problem }) }
  }

  /** Adds columns; those of a text log are its first line, and come once. */
  addColumns(more: readonly string[]): void {
    const { format, zone } = this.beginning
    if (this.isFull || (format !== 'bin' && this.columns.length > 0)) return
    if (format !== 'bin') this.write(encoded(textHeader(format, zone, more)))
    // What it takes is known from another writer: making room begins the log's own anew.
    else if (this.makesRoom(new BinaryLogWriter(new TextEncoder()).columns(more).length)) {
      this.write(this.writer.columns(more))
    } else return
    this.columns.push(...more)
  }

  /** Adds a record; one that is not after the last is there already. */
  append(wallMs: number, values: ArrayLike<number>): void {
    if (wallMs <= this.lastMs) return
    if (this.waitingBytes > heldMost) this.flush()
    if (this.isFull || !this.makesRoom(binaryRecordBytes(this.columns.length))) return
    const { recordsKept } = this.beginning
    this.lastMs = wallMs
    this.records++
    this.write(this.encodedRecord(wallMs, values))
    if (recordsKept && this.records >= recordsKept + Math.ceil(recordsKept / 4)) {
      this.forgetOldest(recordsKept)
    }
  }

  /** Whether so much more stays within the limit; a circular log forgets records for it. */
  private makesRoom(bytes: number): boolean {
    const { bytesMost = Infinity, recordsKept } = this.beginning
    const hasRoom = () => this.bytes + bytes <= bytesMost
    while (recordsKept && this.records > 0 && !hasRoom()) {
      this.forgetOldest(Math.floor(this.records / 2))
    }
    this.isFull = !hasRoom()
    return !this.isFull
  }

  /** Writes what waits; where the disk refuses a part, the file is as before and all waits on. */
  flush(): void {
    if (this.waitingBytes === 0) return
    const file = openSync(this.path, 'a')
    const { size } = fstatSync(file)
    try {
      for (const bytes of this.waiting) writeWhole(file, bytes)
    } catch (error) {
      ftruncateSync(file, size)
      this.refusal = reasonOf(error)
      throw error
    } finally {
      closeSync(file)
    }
    this.refusal = undefined
    this.abandon()
  }

  /** Writes what waits where the disk takes it, for a reader of what is there. */
  settle(): void {
    try {
      this.flush()
    } catch {
      // The recorder tells of it with the next record.
    }
  }

  /** Writes nothing more. */
  abandon(): void {
    this.waiting = []
    this.waitingBytes = 0
  }

  private encodedRecord(wallMs: number, values: ArrayLike<number>): Uint8Array {
    const { format } = this.beginning
    if (format === 'bin') return this.writer.record(wallMs, values)
    return encoded(textRecord(format, wallMs, values, this.columns.length))
  }

  private write(bytes: Uint8Array): void {
    this.waiting.push(bytes)
    this.waitingBytes += bytes.length
    this.bytes += bytes.length
    if (this.waitingBytes > waitingMost) this.flush()
  }

  /** Goes on where the file ends; false where it has no beginning. */
  private resume(): boolean {
    const whole = this.wholeBytes()
    if (whole === 0) return false
    if (whole < statSync(this.path).size) truncateSync(this.path, whole)
    this.bytes = whole
    let values: ArrayLike<number> = []
    this.readInto({
      begin: () => undefined,
      columns: more => void this.columns.push(...more.map(column => column.text)),
      problem: () => undefined,
      record: (wallMs, now) => {
        this.records++
        this.lastMs = wallMs
        values = now
      },
    })
    if (this.beginning.format === 'bin') this.knowValues(values)
    return true
  }

  /** The writer takes up what the last record held, since it writes only what differs. */
  private knowValues(values: ArrayLike<number>): void {
    this.writer = new BinaryLogWriter(new TextEncoder())
    if (this.columns.length > 0) this.writer.columns(this.columns)
    if (this.records > 0) this.writer.record(this.lastMs, values)
  }

  /** How far the file goes in whole lines or frames. */
  private wholeBytes(): number {
    const end = statSync(this.path).size
    const file = openSync(this.path, 'r')
    try {
      return this.beginning.format === 'bin' ? wholeFrames(file, end) : wholeLines(file, end)
    } finally {
      closeSync(file)
    }
  }

  private readInto(receiver: LogReceiver): void {
    const isText = this.beginning.format !== 'bin'
    const decoder = new TextDecoder()
    const text = isText ? new TextLogReader(receiver) : undefined
    const binary = isText ? undefined : new BinaryLogReader(receiver, decoder)
    const file = openSync(this.path, 'r')
    try {
      for (;;) {
        const piece = Buffer.alloc(pieceBytes)
        const count = readSync(file, piece, 0, pieceBytes, null)
        if (count === 0) break
        text?.push(decoder.decode(piece.subarray(0, count), { stream: true }))
        binary?.push(piece.subarray(0, count))
      }
    } finally {
      closeSync(file)
    }
    text?.end()
    binary?.end()
  }

  /** Writes the newest records anew, and puts the file into the place of the old one. */
  private forgetOldest(recordsLeft: number): void {
    this.flush()
    const { format, zone, startedMs } = this.beginning
    const skipped = this.records - recordsLeft
    const path = `${this.path}.new`
    rmSync(path, { force: true })
    const file = new RecordFile(path, { format, zone, startedMs })
    let at = 0
    this.readInto({
      begin: () => undefined,
      columns: more => file.addColumns(more.map(column => column.text)),
      problem: () => undefined,
      record: (wallMs, values) => {
        if (at++ >= skipped) file.append(wallMs, values)
      },
    })
    file.flush()
    renameSync(path, this.path)
    this.records = file.records
    this.bytes = file.bytes
    this.writer = file.writer
  }
}

function encoded(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

/** A write may take a part only, as where the disk becomes full in the midst of it. */
function writeWhole(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at)
}

/** The bytes up to the end of the last whole frame. */
function wholeFrames(file: number, end: number): number {
  let at = binaryMagic.length
  const head = Buffer.alloc(frameHeadBytes)
  if (end < at) return 0
  for (;;) {
    if (readSync(file, head, 0, frameHeadBytes, at) < frameHeadBytes) break
    const next = at + frameHeadBytes + head.readUInt32LE(1)
    if (next > end) break
    at = next
  }
  return at === binaryMagic.length ? 0 : at
}

/** The bytes up to the end of the last whole line, sought from the end. */
function wholeLines(file: number, end: number): number {
  for (let to = end; to > 0;) {
    const from = Math.max(0, to - pieceBytes)
    const piece = Buffer.alloc(to - from)
    readSync(file, piece, 0, piece.length, from)
    const found = piece.lastIndexOf('\n')
    if (found >= 0) return from + found + 1
    to = from
  }
  return 0
}
