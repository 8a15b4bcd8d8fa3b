import type { RelogPart } from '../../shared/contract/index.ts'
import type { CounterPath, LogReceiver } from '../../shared/perfmon/index.ts'
import {
  BinaryLogWriter,
  chosenPart,
  parsePath,
  textHeader,
  textRecord,
} from '../../shared/perfmon/index.ts'
import type { LogFormat } from '../../shared/domain/index.ts'
import { Refusal, refuse } from '../../shared/refusals/index.ts'
import { keyOf, offsetMs, Survey, visiblePart } from '../collectors/index.ts'
import type { InputOf } from './handler.ts'
import { readInto, seenColumns } from './log.handlers.ts'
import type { StreamContext } from './watch.ts'

/** Letters or bytes of one piece, about. */
const pieceLength = 65_536

/** What is written and not yet sent. */
class Pieces {
  records = 0
  columns = 0
  private texts: string[] = []
  private bytes: Uint8Array[] = []
  private length = 0
  private wake: (() => void) | undefined
  private free: (() => void) | undefined
  isOver = false

  put(content: string | Uint8Array): void {
    if (typeof content === 'string') this.texts.push(content)
    else this.bytes.push(content)
    this.length += content.length
    if (this.length >= pieceLength) this.wake?.()
  }

  end(): void {
    this.isOver = true
    this.wake?.()
  }

  /** Waits until what there is was taken; a reader does so that memory stays bounded. */
  async drained(): Promise<void> {
    while (this.length >= pieceLength && !this.isOver) {
      await new Promise<void>(resolve => (this.free = resolve))
    }
  }

  /** The next piece; nothing where there is no more. */
  async take(): Promise<RelogPart | undefined> {
    while (this.length < pieceLength && !this.isOver) {
      await new Promise<void>(resolve => (this.wake = resolve))
    }
    if (this.length === 0) return undefined
    const text = this.texts.join('')
    const bytes = joined(this.bytes)
    this.texts = []
    this.bytes = []
    this.length = 0
    this.free?.()
    return bytes.length > 0 ? { bytes } : { text }
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

/** Writes what it receives in a form; the columns of a text log are known before. */
function writerInto(
  pieces: Pieces,
  format: LogFormat,
  columns: readonly string[],
  encode: (text: string) => Uint8Array,
): LogReceiver {
  const binary = new BinaryLogWriter({ encode })
  pieces.columns = columns.length
  return {
    begin: zone =>
      pieces.put(format === 'bin' ? binary.begin(zone) : textHeader(format, zone, columns)),
    columns: more => {
      if (format === 'bin') pieces.put(binary.columns(more.map(column => column.text)))
    },
    problem: () => undefined,
    record: (wallMs, values) => {
      pieces.records++
      if (format === 'bin') pieces.put(binary.record(wallMs, values))
      else pieces.put(textRecord(format, wallMs, values, columns.length))
    },
  }
}

function pathsOf(texts: readonly string[]): CounterPath[] | Refusal {
  const paths: CounterPath[] = []
  for (const path of texts) {
    const parsed = parsePath(path)
    if ('problem' in parsed) return refuse('counter.bad-path', { path, problem: parsed.problem })
    paths.push(parsed)
  }
  return paths
}

/**
 * A part of a log in another form. It is read twice: the columns of a text log are its first line,
 * and those of a compact one may begin at its end.
 */
export async function* relogStream(
  context: StreamContext,
  { logId, format, paths, everyNth, fromMs, toMs }: InputOf<'log', 'relog'>,
): AsyncGenerator<RelogPart, Refusal | undefined> {
  const { world, ports, signal } = context
  const counters = pathsOf(paths)
  if (counters instanceof Refusal) return counters
  const log = world.get('log', logId)
  const sees = seenColumns(context, log)
  const survey = new Survey()
  const failed = await readInto(
    context,
    log,
    visiblePart(sees, chosenPart({ counters, everyNth: 1 }, survey)),
  )
  if (failed) return failed
  const zoneMs = offsetMs(survey.zone)
  const choice = {
    ...{ counters, everyNth },
    ...(fromMs === undefined ? {} : { fromMs: fromMs - zoneMs }),
    ...(toMs === undefined ? {} : { toMs: toMs - zoneMs }),
  }
  const pieces = new Pieces()
  const names = survey.columnsSeen.map(column => column.text)
  const writer = writerInto(pieces, format, names, text => ports.logs.encode(text))
  let failure: string | undefined
  const stopped = () => {
    if (signal?.aborted) throw new Error('nobody listens any more.')
    return pieces.drained()
  }
  ports.logs
    .read(keyOf(log), visiblePart(sees, chosenPart(choice, writer)), stopped)
    .catch((error: unknown) => (failure = error instanceof Error ? error.message : 'not read'))
    .finally(() => pieces.end())
  try {
    for (;;) {
      const part = await pieces.take()
      const lost = context.still()
      if (lost) return lost
      if (!part) break
      yield part
    }
  } finally {
    pieces.end()
  }
  if (failure !== undefined) {
    return refuse('log.unreadable', { name: log.name, problem: failure })
  }
  const { problems } = survey
  yield { done: { records: pieces.records, columns: pieces.columns, problems } }
  return undefined
}
