import { byId, msPerSecond } from '../../shared/domain/index.ts'
import type { LogView } from '../../shared/contract/index.ts'
import type { LogReceiver } from '../../shared/perfmon/index.ts'
import type { Refusal } from '../../shared/refusals/index.ts'
import { refuse } from '../../shared/refusals/index.ts'
import type { SeesColumn } from '../collectors/index.ts'
import { firstRecordMs, keyOf, seesRecorded, SeriesReader, Survey } from '../collectors/index.ts'
import { recordJob } from '../jobs/record.ts'
import type { LogRow } from '../world/index.ts'
import { remove as removed } from '../world/index.ts'
import { sizeOf } from './collector-views.ts'
import type { Applied, HandlerContext, InputOf, OutputOf } from './handler.ts'

function viewOf(context: HandlerContext, log: LogRow): LogView {
  const { world, access, caller } = context
  const { id, name, collectorId, ownerName, format, startedMs, endedMs, reason } = log
  const set = world.find('collector', collectorId)
  const size = sizeOf(context, log)
  return {
    ...{ id, name, ownerName, format, startedMs, columns: log.columns, leftOut: log.leftOut },
    ...(set ? { collectorId: set.id, collectorName: set.name } : {}),
    ...{ endedMs, reason, fileName: log.fileName, unreadable: log.unreadable },
    source: collectorId ? 'collector' : 'import',
    isRecording: set?.run?.logId === id,
    ...size,
    ...firstOf(context, log, size.records),
    mayEdit: access.scope(caller, 'collector.edit').log(log),
  }
}

/** The oldest record that a circular log still has, where it has forgotten some. */
function firstOf({ world }: HandlerContext, log: LogRow, kept: number): { firstMs?: number } {
  const { recordsKept, intervalS = 1, startedMs, endedMs = world.nowMs } = log
  if (!recordsKept || kept === 0) return {}
  const everyMs = intervalS * msPerSecond
  const beganMs = firstRecordMs(startedMs)
  const made = Math.floor((endedMs - beganMs) / everyMs) + 1
  return made > kept ? { firstMs: beganMs + (made - kept) * everyMs } : {}
}

function list(
  context: HandlerContext,
  { collectorId }: InputOf<'log', 'list'>,
): OutputOf<'log', 'list'> {
  const { world, access, caller } = context
  const mine = access.scope(caller, 'collector.read')
  const rows = [...world.all('log')]
    .filter(log => mine.log(log) && (!collectorId || log.collectorId === collectorId))
    .sort((a, b) => byId(b, a))
  return { rows: rows.map(log => viewOf(context, log)), asOfMs: world.nowMs }
}

/** Which columns of a log the caller sees; those of an import are about nothing here. */
export function seenColumns({ access, caller, ports }: HandlerContext, log: LogRow): SeesColumn {
  if (log.collectorId === undefined) return () => true
  return seesRecorded(ports.logs.columnsOf(keyOf(log)), access.scope(caller, 'counter.read'))
}

/** Reads a log into a receiver; a refusal where its file cannot be read. */
export async function readInto(
  { ports }: HandlerContext,
  log: LogRow,
  receiver: LogReceiver,
): Promise<Refusal | undefined> {
  const { startedMs, endedMs = startedMs } = log
  const isYoung = log.collectorId !== undefined && endedMs - startedMs <= msPerSecond
  // Before its first record a log has no file, and nothing in it.
  if (isYoung && !ports.logs.size(keyOf(log))) return undefined
  try {
    await ports.logs.read(keyOf(log), receiver)
    return undefined
  } catch (error) {
    const problem = error instanceof Error ? error.message : 'its file is not there.'
    return refuse('log.unreadable', { name: log.name, problem })
  }
}

async function counters(
  context: HandlerContext,
  { logId, text, offset, limit }: InputOf<'log', 'counters'>,
): Promise<OutputOf<'log', 'counters'> | Refusal> {
  const log = context.world.get('log', logId)
  const sees = seenColumns(context, log)
  const survey = new Survey()
  const failed = await readInto(context, log, survey)
  if (failed) return failed
  const sought = text.trim().toLowerCase()
  const found = survey.columnsSeen.filter(
    column => sees(column.text) && column.text.toLowerCase().includes(sought),
  )
  const { fromMs, toMs, records, zone, problems } = survey
  return {
    rows: found
      .slice(offset, offset + limit)
      .map(column => ({ column: column.text, isCounter: column.path !== undefined })),
    ...{ total: found.length, fromMs, toMs, records, zone, problems },
  }
}

async function read(
  context: HandlerContext,
  { logId, columns, fromMs = -Infinity, toMs = Infinity, points }: InputOf<'log', 'read'>,
): Promise<OutputOf<'log', 'read'> | Refusal> {
  const log = context.world.get('log', logId)
  const series = new SeriesReader({ columns, fromMs, toMs, points }, seenColumns(context, log))
  const failed = await readInto(context, log, series)
  if (failed) return failed
  const [column] = series.unknown
  if (column !== undefined) return refuse('log.columns-unknown', { name: log.name, column })
  return {
    ...{ firstMs: series.firstMs ?? log.startedMs, everyMs: series.everyMs, count: series.count },
    average: series.part('average'),
    minimum: series.part('minimum'),
    maximum: series.part('maximum'),
    statistics: series.statistics(),
    ...{ fromMs: series.fromMs, toMs: series.toMs, records: series.records },
    problems: series.problems,
  }
}

function remove(
  { world, caller }: HandlerContext,
  { logId }: InputOf<'log', 'delete'>,
): Refusal | (() => Applied) {
  const log = world.get('log', logId)
  const isRecording = world.find('collector', log.collectorId)?.run?.logId === logId
  if (isRecording) return refuse('log.recording', { name: log.name })
  return () => {
    world.apply(removed('log', logId))
    const job = { name: 'job.log.delete', targetName: log.name, caller, changes: [] }
    return { jobId: recordJob(world, job) }
  }
}

/** Logs of data collector sets, and imported ones. */
export const logHandlers = { list, counters, read, delete: remove }
