import type { LogId } from '../../shared/domain/index.ts'
import { logColumnsMax, msPerMinute, msPerSecond } from '../../shared/domain/index.ts'
import { formatPath, parsePath } from '../../shared/perfmon/index.ts'
import type { AccessEvaluator } from '../access/index.ts'
import type { BoundCounter, Sight } from '../counters/index.ts'
import { bind } from '../counters/index.ts'
import type { Simulation } from '../engine/simulation.ts'
import type { LogPort, RecordedColumn } from '../log-port.ts'
import type { CollectorRow, CollectorRun, LogRow } from '../world/index.ts'
import { columnsNow, sightOf } from './columns.ts'

/** The zone of the simulated clock. */
const logZone = { name: 'Coordinated Universal Time', offsetMinutes: 0 } as const

/** A log while it is written. */
interface OpenLog {
  readonly counters: BoundCounter[]
  /** The object that each column is about: another one of its name is not recorded in it. */
  readonly objectIds: (string | undefined)[]
  readonly known: Set<string>
  /** The instant and revision at which its wildcards were looked at last. */
  lookedMs: number
  lookedAt: number
}

/** What a log is called where its records are kept. */
export function keyOf({ id, fileKey }: Pick<LogRow, 'id' | 'fileKey'>): string {
  return fileKey ?? id
}

/**
 * Writes the records of running sets. It only looks at the simulation, and what it does may be done
 * again after a restart: a log leaves out the times that it has.
 */
export class Recorder {
  private readonly open = new Map<LogId, OpenLog>()

  constructor(
    private readonly simulation: Simulation,
    private readonly access: AccessEvaluator,
    private readonly logs: LogPort,
    private readonly tell: (line: string) => void,
  ) {
    const { world } = simulation
    simulation.afterSecond.add(() => this.afterSecond())
    world.listen((change, before) => {
      if (change.table !== 'log') return
      if ('gone' in change) this.forget(before as LogRow)
      else if (change.row.endedMs !== undefined) this.close(change.row.id)
    })
  }

  /** Has what waits written down. */
  flush(): void {
    this.guarded('logs', () => this.logs.flush())
  }

  private afterSecond(): void {
    const { world } = this.simulation
    if (world.count('collector') === 0) return
    for (const set of world.all('collector')) {
      const { run } = set
      if (!run || world.nowMs < run.firstMs) continue
      if ((world.nowMs - run.firstMs) % (set.intervalS * msPerSecond) !== 0) continue
      this.guarded(run.logId, () => this.record(set, run))
    }
  }

  private record(set: CollectorRow, { logId }: CollectorRun): void {
    const { world } = this.simulation
    const sight = sightOf(this.access, set.ownerId)
    const log = world.find('log', logId)
    if (!sight || !log) return
    const one = this.open.get(logId) ?? this.begin(set, log, sight)
    if (set.format === 'bin') this.look(one, set, logId, sight)
    const values = new Float64Array(one.counters.length)
    for (let at = 0; at < values.length; at++) {
      const counter = one.counters[at]!
      const value = counter.read(sight)
      const { objectId } = counter.stands
      values[at] = (one.objectIds[at] ??= objectId) === objectId ? value : NaN
    }
    this.logs.append(logId, world.nowMs, values)
  }

  /** Opens a log, with the columns that it has after a restart. */
  private begin(set: CollectorRow, log: LogRow, sight: Sight): OpenLog {
    const { world } = this.simulation
    const { id, format, startedMs, recordsKept } = log
    // A text log cannot grow wider, so its limit is kept by the number of its records.
    const bytesMost = format === 'bin' ? set.maxBytes : undefined
    const had = this.logs.open(id, {
      ...{ format, zone: logZone, startedMs },
      ...(recordsKept === undefined ? {} : { recordsKept }),
      ...(bytesMost === undefined ? {} : { bytesMost }),
    })
    const one: OpenLog = {
      ...{ counters: [], objectIds: [], known: new Set<string>() },
      ...{ lookedMs: world.nowMs, lookedAt: world.revision },
    }
    this.open.set(id, one)
    for (const { path, objectId } of had) {
      this.bindTo(one, path, sight)
      one.objectIds[one.counters.length - 1] = objectId
    }
    if (had.length === 0 || format === 'bin') this.widen(one, set, id, sight)
    return one
  }

  /** Looks for new instances, at most once a simulated minute. */
  private look(one: OpenLog, set: CollectorRow, id: LogId, sight: Sight): void {
    const { nowMs, revision } = this.simulation.world
    if (nowMs - one.lookedMs < msPerMinute || revision === one.lookedAt) return
    if (one.known.size >= logColumnsMax) return
    one.lookedMs = nowMs
    one.lookedAt = revision
    this.widen(one, set, id, sight)
  }

  private widen(one: OpenLog, set: CollectorRow, id: LogId, sight: Sight): void {
    const { paths } = columnsNow(this.simulation.world, set.paths, sight)
    const more: RecordedColumn[] = []
    for (const path of paths.map(formatPath)) {
      if (one.known.has(path.toLowerCase()) || one.known.size >= logColumnsMax) continue
      more.push({ path, ...this.bindTo(one, path, sight).stands })
    }
    if (more.length > 0) this.logs.addColumns(id, more)
  }

  private bindTo(one: OpenLog, text: string, sight: Sight): BoundCounter {
    const path = parsePath(text)
    const counter = bind(this.simulation.world, 'problem' in path ? none : path, sight)
    one.known.add(text.toLowerCase())
    one.counters.push(counter)
    one.objectIds.push(counter.stands.objectId)
    return counter
  }

  private close(id: LogId): void {
    if (this.open.delete(id)) this.guarded(id, () => this.logs.close(id))
  }

  private forget(log: LogRow): void {
    this.open.delete(log.id)
    this.guarded(log.id, () => this.logs.remove(keyOf(log)))
  }

  /** The disk may be full: the set goes on, and its log says why it takes no records. */
  private guarded(id: LogId | 'logs', work: () => void): void {
    try {
      work()
    } catch (error) {
      const reason = error instanceof Error ? error.message : 'the disk did not take it'
      this.tell(`recording ${id}: ${reason}`)
    }
  }
}

const none = { object: '', counter: '' }
