import { once } from 'node:events'
import { createWriteStream, type WriteStream } from 'node:fs'
import {
  BinaryLogWriter,
  textHeader,
  textRecord,
  type LogColumn,
  type LogReceiver,
  type LogZone,
  type TextFormat,
} from '../../shared/perfmon/index.ts'

export const logFormats = ['csv', 'tsv', 'bin'] as const
export type LogFormat = (typeof logFormats)[number]

/** Bytes that wait for the disk before the reader is asked to wait. */
const waitingMost = 4 * 1024 * 1024

/** A log on its way into a file that did not exist before, unless it may be replaced. */
export class LogFile {
  private readonly stream: WriteStream
  private failure: Error | undefined
  private records = 0

  /** @param isReplaced whether a file that is there is written over */
  constructor(path: string, isReplaced: boolean) {
    this.stream = createWriteStream(path, { flags: isReplaced ? 'w' : 'wx' })
    this.stream.on('error', error => (this.failure ??= error))
  }

  /** How many records were written. */
  get recordCount(): number {
    return this.records
  }

  /** Receives what is to be written, in the form that is wanted. */
  receiver(format: LogFormat, all: readonly LogColumn[] | undefined): LogReceiver {
    return format === 'bin' ? this.binary() : this.text(format, all ?? [])
  }

  /** Waits where the disk is slower than who writes. */
  async drained(): Promise<void> {
    if (this.failure) throw this.failure
    if (this.stream.writableLength > waitingMost) await once(this.stream, 'drain')
  }

  /** @throws what went wrong while it was written */
  async close(): Promise<void> {
    if (!this.failure) {
      await new Promise<void>(resolve => {
        this.stream.on('error', () => resolve())
        this.stream.end(() => resolve())
      })
    }
    if (this.failure) throw this.failure
  }

  /** The columns of a text log are fixed when it begins, so all of them are known before. */
  private text(format: TextFormat, all: readonly LogColumn[]): LogReceiver {
    return {
      begin: zone =>
        void this.stream.write(
          textHeader(
            format,
            zone,
            all.map(column => column.text),
          ),
        ),
      columns: () => {},
      problem: () => {},
      record: (wallMs, values) => {
        this.records++
        this.stream.write(textRecord(format, wallMs, values, all.length))
      },
    }
  }

  private binary(): LogReceiver {
    const writer = new BinaryLogWriter(new TextEncoder())
    return {
      begin: (zone: LogZone | undefined) => void this.stream.write(writer.begin(zone)),
      columns: more => void this.stream.write(writer.columns(more.map(column => column.text))),
      problem: () => {},
      record: (wallMs, values) => {
        this.records++
        this.stream.write(writer.record(wallMs, values))
      },
    }
  }
}
