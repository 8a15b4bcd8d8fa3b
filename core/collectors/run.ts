import type { CollectorId, LogId } from '../../shared/domain/index.ts'
import { byId, msPerSecond } from '../../shared/domain/index.ts'
import { createAccess } from '../access/index.ts'
import type { EventHandler } from '../engine/events.ts'
import type { Simulation } from '../engine/simulation.ts'
import type {
  CollectorRow,
  CollectorRun,
  LogEndReason,
  LogRow,
  TableName,
  World,
} from '../world/index.ts'
import { put, remove } from '../world/index.ts'
import { columnsNow, sightOf, type Columns } from './columns.ts'
import { recordsWithin } from './length.ts'

const endEvent = 'collector.end'
const dueEvent = 'collector.due'

/** The counters of a set as its owner sees them now; none where the owner cannot. */
export function columnsOfSet(world: World, set: CollectorRow): Columns {
  const sight = sightOf(createAccess(world), set.ownerId)
  return sight ? columnsNow(world, set.paths, sight) : { paths: [], leftOut: 0 }
}

/** Begins a new log of a stopped set, and plans its end where it has one. */
export function startCollector(simulation: Simulation, set: CollectorRow, columns: Columns): LogId {
  const { world } = simulation
  const { nowMs } = world
  const { id: collectorId, name, ownerId, format, intervalS } = set
  const logId = world.nextId('log')
  const limit = set.maxBytes
    ? recordsWithin(set.maxBytes, format, columns.paths, set.isCircular)
    : undefined
  const firstMs = firstRecordMs(nowMs)
  const end = endOf(set, firstMs, nowMs, limit)
  const run: CollectorRun = { logId, firstMs, ...(end ? { end } : {}) }
  const log: LogRow = {
    ...{ id: logId, name, collectorId, ownerId, format, intervalS },
    ownerName: world.find('user', ownerId)?.name ?? '',
    ...{ startedMs: nowMs, columns: columns.paths.length, leftOut: columns.leftOut },
    ...(set.isCircular && limit ? { recordsKept: limit } : {}),
  }
  world.apply(put('log', log))
  world.apply(put('collector', { ...set, run }))
  if (end) simulation.plan(end.atMs, endEvent, { collectorId, logId })
  for (const old of logsOf(world, collectorId).slice(set.logsKept)) {
    world.apply(remove('log', old.id))
  }
  return logId
}

/** When a log that begins then has its first record: with the next whole second. */
export function firstRecordMs(startedMs: number): number {
  return (Math.floor(startedMs / msPerSecond) + 1) * msPerSecond
}

/** The first of its two ends; a moment after its last second, so that this one is in the log. */
function endOf(
  { durationS, isCircular, intervalS }: CollectorRow,
  firstMs: number,
  nowMs: number,
  limit: number | undefined,
): CollectorRun['end'] {
  const byDuration = durationS === undefined ? Infinity : nowMs + durationS * msPerSecond + 1
  const isSized = limit !== undefined && !isCircular
  const bySize = isSized ? firstMs + (limit - 1) * intervalS * msPerSecond + 1 : Infinity
  if (byDuration === Infinity && bySize === Infinity) return undefined
  if (byDuration <= bySize) return { atMs: byDuration, reason: 'duration' }
  return { atMs: bySize, reason: 'size' }
}

/** The logs of a set, the newest first. */
export function logsOf(world: World, id: CollectorId): LogRow[] {
  return [...world.all('log')].filter(log => log.collectorId === id).sort((a, b) => byId(b, a))
}

/** Ends the log of a running set. */
export function stopCollector(
  simulation: Simulation,
  set: CollectorRow,
  reason: LogEndReason,
): void {
  const { world, queue } = simulation
  const { run, ...stopped } = set
  if (!run) return
  const log = world.find('log', run.logId)
  if (log) world.apply(put('log', { ...log, endedMs: world.nowMs, reason }))
  world.apply(put('collector', stopped))
  queue.drop(
    ({ type, data }) => type === endEvent && (data as { logId?: LogId }).logId === run.logId,
  )
}

/** Puts a set into the world, and its next start into the queue. */
export function putCollector(simulation: Simulation, set: CollectorRow): void {
  dropDue(simulation, set.id)
  const nextMs = set.schedule?.firstMs
  const isDue = nextMs !== undefined && nextMs > simulation.world.nowMs
  simulation.world.apply(put('collector', { ...set, nextMs: isDue ? nextMs : undefined }))
  if (isDue) simulation.plan(nextMs, dueEvent, { collectorId: set.id })
}

/** Takes a set out of the world, with its logs. */
export function removeCollector(simulation: Simulation, set: CollectorRow): void {
  stopCollector(simulation, set, 'stopped')
  dropDue(simulation, set.id)
  const { world } = simulation
  for (const log of logsOf(world, set.id)) world.apply(remove('log', log.id))
  world.apply(remove('collector', set.id))
}

function dropDue({ queue }: Simulation, id: CollectorId): void {
  queue.drop(
    ({ type, data }) =>
      type === dueEvent && (data as { collectorId?: CollectorId }).collectorId === id,
  )
}

interface EndData {
  readonly collectorId: CollectorId
  readonly logId: LogId
}

function onEnd(simulation: Simulation, { collectorId, logId }: EndData): void {
  const set = simulation.world.find('collector', collectorId)
  if (set?.run?.logId === logId) stopCollector(simulation, set, set.run.end?.reason ?? 'stopped')
}

/** Starts a set by its schedule, unless it runs, and plans the next start. */
function onDue(simulation: Simulation, { collectorId }: Pick<EndData, 'collectorId'>): void {
  const { world } = simulation
  const set = world.find('collector', collectorId)
  if (!set?.schedule) return
  const { everyS, untilMs = Infinity } = set.schedule
  const nextMs = everyS === undefined ? Infinity : world.nowMs + everyS * msPerSecond
  const isAgain = nextMs <= untilMs && nextMs < Infinity
  const after = { ...set, nextMs: isAgain ? nextMs : undefined }
  world.apply(put('collector', after))
  if (isAgain) simulation.plan(nextMs, dueEvent, { collectorId })
  if (set.run) return
  const columns = columnsOfSet(world, set)
  if (columns.paths.length > 0) startCollector(simulation, after, columns)
}

const tablesOfRights: ReadonlySet<TableName> = new Set(['user', 'role', 'usergroup'])

/**
 * A set whose owner is gone, disabled or without the right to see counters ends: nobody's sight
 * decides what it may read.
 */
export function keepCollectors(simulation: Simulation): void {
  const { world } = simulation
  world.listen((change, before) => {
    // What is new takes no right away.
    if (!tablesOfRights.has(change.table) || before === undefined) return
    const running = [...world.all('collector')].filter(set => set.run).sort(byId)
    if (running.length === 0) return
    const access = createAccess(world)
    for (const set of running) {
      if (!sightOf(access, set.ownerId)) stopCollector(simulation, set, 'owner-gone')
    }
  })
}

/** The events of sets, for the registry. */
export const collectorEvents: Readonly<Record<string, EventHandler>> = {
  [endEvent]: onEnd as EventHandler,
  [dueEvent]: onDue as EventHandler,
}
