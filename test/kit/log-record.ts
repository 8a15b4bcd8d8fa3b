import type { LogColumn, LogProblem, LogReceiver, LogZone } from '../../shared/perfmon/index.ts'
import { TextLogReader } from '../../shared/perfmon/index.ts'

/** Everything that a reader told of a log. */
export interface ReadLog {
  zone: LogZone | undefined
  readonly columns: LogColumn[]
  readonly records: { wallMs: number; values: number[] }[]
  readonly problems: LogProblem[]
}

/** Keeps what it is told. */
export function keepingReceiver(): { receiver: LogReceiver; read: ReadLog } {
  const read: ReadLog = { zone: undefined, columns: [], records: [], problems: [] }
  return {
    read,
    receiver: {
      begin: zone => void (read.zone = zone),
      columns: more => void read.columns.push(...more),
      record: (wallMs, values) => void read.records.push({ wallMs, values: [...values] }),
      problem: problem => void read.problems.push(problem),
    },
  }
}

/** Reads a text log in pieces of so many signs. */
export function readText(text: string, pieceLength = text.length || 1): ReadLog {
  const { receiver, read } = keepingReceiver()
  const reader = new TextLogReader(receiver)
  for (let at = 0; at < text.length; at += pieceLength)
    reader.push(text.slice(at, at + pieceLength))
  reader.end()
  return read
}
