import type { LogFormat } from '../../shared/domain/index.ts'
import { logFormats } from '../../shared/domain/index.ts'
import { parsePath } from '../../shared/perfmon/index.ts'
import { Refusal, refuse } from '../../shared/refusals/index.ts'
import { amountsOf, excessOf, MeansReader, Survey } from '../collectors/index.ts'
import { changeOf, recordJob } from '../jobs/record.ts'
import { samplesFromHex, samplesToHex } from '../workload/index.ts'
import type { LogRow, TraceAmounts, TraceRow } from '../world/index.ts'
import { put } from '../world/index.ts'
import type { Applied, HandlerContext, InputOf } from './handler.ts'
import { readInto, seenColumns } from './log.handlers.ts'
import { selectVms } from './targets.ts'

/** Letters of a random key that name a file. */
const keyLetters = 24

/** What the journal keeps of an import: the file itself is beside the fabric. */
interface PreparedLogImport {
  readonly name: string
  readonly fileName: string
  readonly fileKey: string
  readonly format: LogFormat
  readonly columns: number
  readonly fromMs: number
  readonly toMs: number
  readonly unreadable: number
}

/** Puts the file where logs are kept, and reads it once; a refusal names what cannot be read. */
export async function prepareLogImport(
  { ports }: HandlerContext,
  { name, fileName, contentBase64, isPartial }: InputOf<'log', 'import'>,
): Promise<PreparedLogImport | Refusal> {
  const fileKey = `import-${ports.randomToken().slice(0, keyLetters)}`
  const ending = fileName.slice(fileName.lastIndexOf('.') + 1).toLowerCase()
  const format = logFormats.find(one => one === ending) ?? 'csv'
  const survey = new Survey()
  try {
    const source = contentBase64 === undefined ? { incoming: fileName } : { contentBase64 }
    await ports.logs.take(fileKey, format, source)
    await ports.logs.read(fileKey, survey)
  } catch (error) {
    const problem = error instanceof Error ? error.message : 'it cannot be read.'
    survey.problem({ line: 1, problem })
  }
  const { fromMs, toMs, columnsSeen, problems } = survey
  const [first] = problems
  const columns = columnsSeen.length
  if (columns > 0 && fromMs !== undefined && toMs !== undefined && (!first || isPartial)) {
    const unreadable = problems.length
    return { name, fileName, fileKey, format, columns, fromMs, toMs, unreadable }
  }
  ports.logs.remove(fileKey)
  const { line, cell, problem } = first ?? {
    line: 1,
    problem: `it has no ${columns === 0 ? 'column' : 'record'}.`,
  }
  const where = cell === undefined ? `line ${line}` : `line ${line}, cell ${cell}`
  return refuse('log.bad-file', { file: fileName, line, cell, where, problem })
}

/** Makes the log of a file that was taken. */
export function importLog(
  { world, caller }: HandlerContext,
  { name, fileName, fileKey, format, columns, fromMs, toMs, unreadable }: PreparedLogImport,
): () => Applied {
  return () => {
    const id = world.nextId('log')
    const owner = { ownerId: caller.userId, ownerName: caller.name }
    const times = { startedMs: fromMs, endedMs: toMs }
    world.apply(
      put('log', {
        ...{ id, name, format, columns, leftOut: 0, fileKey, fileName },
        ...owner,
        ...times,
        ...(unreadable > 0 ? { unreadable } : {}),
      }),
    )
    const changes = changeOf(name, 'file', '', fileName)
    return {
      id,
      jobId: recordJob(world, { name: 'job.log.import', targetName: name, caller, changes }),
    }
  }
}

/** What the journal keeps of an assignment: the load curve itself. */
interface PreparedLogAssign {
  readonly vmIds: InputOf<'log', 'assign'>['vmIds']
  readonly source: string
  readonly name: string
  readonly samplesHex: string
  readonly amounts?: TraceAmounts
}

/** Reads a column as a load curve; a refusal says why it cannot be one. */
export async function prepareLogAssign(
  context: HandlerContext,
  { logId, column, vmIds, fullScale }: InputOf<'log', 'assign'>,
): Promise<PreparedLogAssign | Refusal> {
  const { world, access, caller } = context
  const log = world.find('log', logId)
  if (!log || !access.scope(caller, 'collector.read').log(log)) {
    return refuse('not-found', { kind: 'log', id: logId })
  }
  const means = new MeansReader(column, seenColumns(context, log))
  const failed = await readInto(context, log, means)
  if (failed) return failed
  if (!means.isFound) return refuse('log.columns-unknown', { name: log.name, column })
  const amounts = fullScale === undefined ? undefined : amountsOf(column, fullScale)
  const samples = (amounts && excessOf(amounts)) ?? means.samples(fullScale)
  if (typeof samples === 'string') {
    return refuse('log.series-unfit', { column, problem: samples })
  }
  const scale = fullScale === undefined ? '' : ` of ${fullScale}`
  const name = `${traceName(log, column)}${scale}`
  return {
    ...{ vmIds, source: log.id, name, samplesHex: samplesToHex(samples) },
    ...(amounts ? { amounts } : {}),
  }
}

/**
 * What everybody may read of a trace: a counter that was recorded here, without the computer and
 * the instance, which lie in a scope.
 */
function traceName(log: LogRow, column: string): string {
  const path = parsePath(column)
  if (log.collectorId === undefined || 'problem' in path) return column
  return `${path.object}, ${path.counter}`
}

/** Makes the load curve a trace, unless it is one already, and gives it to VMs. */
export function assignLog(
  context: HandlerContext,
  { vmIds, ...series }: PreparedLogAssign,
): Refusal | (() => Applied) {
  const { world, caller } = context
  const selected = selectVms(context, 'trace.assign', vmIds, vm =>
    vm.recycled ? refuse('vm.recycled', { name: vm.name }) : undefined,
  )
  if (selected instanceof Refusal) return selected
  const { vms, refused } = selected
  return () => {
    const { source, name } = series
    const known = [...world.all('trace')].find(
      one => one.source === source && one.name === name && one.samplesHex === series.samplesHex,
    )
    const trace = known ?? traceOf(context, series)
    if (!known) world.apply(put('trace', trace))
    for (const vm of vms) world.apply(put('vm', { ...vm, traceId: trace.id }))
    const changes = changeOf(`${vms.length} virtual machines`, 'workload', '', name)
    const job = { name: 'job.log.assign', targetName: source, caller, changes }
    return { id: trace.id, jobId: recordJob(world, job), accepted: vms.length, refused }
  }
}

function traceOf({ world }: HandlerContext, series: Omit<PreparedLogAssign, 'vmIds'>): TraceRow {
  const samples = samplesFromHex(series.samplesHex)
  const sum = samples.reduce((all, sample) => all + sample, 0)
  const meanPercent = Math.round((sum * 10) / samples.length) / 10
  const maxPercent = samples.reduce((most, sample) => Math.max(most, sample), 0)
  return { id: world.nextId('trace'), ...series, meanPercent, maxPercent }
}
