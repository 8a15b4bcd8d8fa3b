import { realpathSync } from 'node:fs'
import {
  chosenPart,
  type LogChoice,
  type LogColumn,
  type LogProblem,
  type LogReceiver,
} from '../../shared/perfmon/index.ts'
import { readLog } from './read-log.ts'
import { LogFile, type LogFormat } from './write-log.ts'

/** What part of which log is to be written where, and how. */
export interface RelogWish {
  readonly log: string
  /** Left out where only the counters are wanted. */
  readonly out?: string
  readonly choice: LogChoice
  readonly format: LogFormat
  /** Whether a file that is there already is written over. */
  readonly isReplaced: boolean
}

/** What came of it. */
export interface RelogOutcome {
  /** The chosen counters, as the log names them. */
  readonly columns: readonly string[]
  readonly records: number
  readonly problems: readonly LogProblem[]
}

/**
 * Writes a part of a log into another one. The log is read twice: columns of a text log are fixed
 * when it begins, and those of a compact one may begin at its end.
 * @throws what the system says when a file cannot be read or written
 */
export async function relog({
  log,
  out,
  choice,
  format,
  isReplaced,
}: RelogWish): Promise<RelogOutcome> {
  if (out !== undefined && isReplaced && isSame(log, out)) {
    throw new Error(`${out} is the log that is read. Choose another file to write.`)
  }
  const columns: LogColumn[] = []
  const problems: LogProblem[] = []
  const look: LogReceiver = {
    begin: () => {},
    columns: more => {
      for (const column of more) columns.push(column)
    },
    record: () => {},
    problem: problem => void problems.push(problem),
  }
  await readLog(log, chosenPart(choice, look))
  const names = columns.map(column => column.text)
  if (out === undefined || columns.length === 0) return { columns: names, records: 0, problems }
  const file = new LogFile(out, isReplaced)
  try {
    const receiver = chosenPart(choice, file.receiver(format, columns))
    await readLog(log, receiver, () => file.drained())
  } finally {
    await file.close()
  }
  return { columns: names, records: file.recordCount, problems }
}

function isSame(one: string, other: string): boolean {
  try {
    return realpathSync(one) === realpathSync(other)
  } catch {
    return false
  }
}
