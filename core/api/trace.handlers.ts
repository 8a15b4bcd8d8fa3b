import type { TraceId } from '../../shared/domain/index.ts'
import { byId, numberOfId } from '../../shared/domain/index.ts'
import type { Refusal } from '../../shared/refusals/index.ts'
import { refuse } from '../../shared/refusals/index.ts'
import { changeOf, recordJob } from '../jobs/record.ts'
import type { PreparedTraceImport } from '../library/index.ts'
import { namePattern } from '../library/index.ts'
import { samplesFromHex } from '../workload/index.ts'
import type { JobChangeRow, TraceRow, VmRow, World } from '../world/index.ts'
import { put, remove } from '../world/index.ts'
import type { Applied, HandlerContext, InputOf, OutputOf } from './handler.ts'

/** Changed VMs that a job lists one by one; of more it keeps how many there were. */
const listedChangesMax = 1000

function list(
  { world }: HandlerContext,
  { text, offset, limit }: InputOf<'trace', 'list'>,
): OutputOf<'trace', 'list'> {
  const sought = text.trim().toLowerCase()
  const vms = new Map<TraceId, number>()
  for (const vm of world.all('vm')) {
    if (vm.traceId) vms.set(vm.traceId, (vms.get(vm.traceId) ?? 0) + 1)
  }
  const found = [...world.all('trace')].filter(
    ({ name, source }) =>
      name.toLowerCase().includes(sought) || source.toLowerCase().includes(sought),
  )
  const rows = found.slice(offset, offset + limit).map(({ samplesHex, ...trace }) => ({
    ...trace,
    samples: samplesHex.length / 2,
    vms: vms.get(trace.id) ?? 0,
  }))
  return { rows, total: found.length }
}

/** The traces of a source in id order; a source is called the same whatever its case. */
function tracesOf(world: World, source: string): TraceRow[] {
  const sought = source.trim().toLowerCase()
  const traces = [...world.all('trace')].filter(trace => trace.source.toLowerCase() === sought)
  return traces.sort(byId)
}

function traceRow(id: TraceId, source: string, name: string, samplesHex: string): TraceRow {
  const samples = samplesFromHex(samplesHex)
  let sum = 0
  let maxPercent = 0
  for (const sample of samples) {
    sum += sample
    if (sample > maxPercent) maxPercent = sample
  }
  const meanPercent = Math.round((sum * 10) / samples.length) / 10
  return { id, name, source, samplesHex, meanPercent, maxPercent }
}

/** Takes the prepared traces, all or none: a name that the source already has is refused. */
function importTraces(
  { world, caller }: HandlerContext,
  { source, traces }: PreparedTraceImport,
): Refusal | (() => Applied & { traces: number }) {
  if (traces.length === 0) return refuse('trace.none', { source })
  const known = new Set(tracesOf(world, source).map(trace => trace.name.toLowerCase()))
  for (const { name } of traces) {
    const key = name.toLowerCase()
    if (known.has(key)) return refuse('name.taken', { kind: `trace of ${source}`, name })
    known.add(key)
  }
  return () => {
    let first: TraceId | undefined
    for (const { name, samplesHex } of traces) {
      const row = traceRow(world.nextId('trace'), source, name, samplesHex)
      first ??= row.id
      world.apply(put('trace', row))
    }
    const changes = changeOf(source, 'traces', 0, traces.length)
    const job = { name: 'job.trace.import', targetName: source, caller, changes }
    const accepted = traces.length
    return { jobId: recordJob(world, job), id: first, accepted, traces: accepted }
  }
}

/** VMs in the caller's scope that match the pattern, in id order, with what `*` stands for. */
function matchingVms(
  { world, access, caller }: HandlerContext,
  pattern: string,
): { vm: VmRow; part: string }[] {
  const mine = access.scope(caller, 'trace.assign')
  const match = namePattern(pattern)
  const found: { vm: VmRow; part: string }[] = []
  for (const vm of world.all('vm')) {
    if (vm.recycled || !mine.vm(vm)) continue
    const part = match(vm.name)
    if (part !== undefined) found.push({ vm, part })
  }
  return found.sort((a, b) => numberOfId(a.vm.id) - numberOfId(b.vm.id))
}

type Assignment = readonly [vm: VmRow, trace: TraceRow]

function assignments(
  context: HandlerContext,
  input: InputOf<'trace', 'assign'>,
  traces: readonly TraceRow[],
): Assignment[] {
  const vms = matchingVms(context, input.pattern)
  if (input.mode === 'round-robin') {
    return vms.map(({ vm }, at) => [vm, traces[at % traces.length]!])
  }
  const byName = new Map(traces.map(trace => [trace.name.toLowerCase(), trace]))
  return vms.flatMap(({ vm, part }): Assignment[] => {
    const trace = byName.get(part.toLowerCase())
    return trace ? [[vm, trace]] : []
  })
}

/** Gives traces to VMs: one after another in the order of their ids, or by what the name says. */
function assign(
  context: HandlerContext,
  input: InputOf<'trace', 'assign'>,
): Refusal | (() => Applied) {
  const { world, caller } = context
  const traces = tracesOf(world, input.source)
  if (traces.length === 0) {
    return refuse('not-found', { kind: 'source of traces', id: input.source })
  }
  const assigned = assignments(context, input, traces)
  if (assigned.length === 0) {
    const first = `no VM matches ${input.pattern} and a trace of ${input.source}.`
    const action = 'assign a workload trace'
    return refuse('access.bulk-none-possible', { action, count: 0, first })
  }
  return () => {
    for (const [vm, trace] of assigned) world.apply(put('vm', { ...vm, traceId: trace.id }))
    const changes = assignmentChanges(world, assigned, input.source)
    const job = { name: 'job.trace.assign', targetName: input.source, caller, changes }
    return { jobId: recordJob(world, job), accepted: assigned.length }
  }
}

function assignmentChanges(
  world: World,
  assigned: readonly Assignment[],
  source: string,
): JobChangeRow[] {
  if (assigned.length > listedChangesMax) {
    return changeOf(`${assigned.length} virtual machines`, 'workload', '', source)
  }
  return assigned.flatMap(([vm, trace]) =>
    changeOf(vm.name, 'workload', workloadName(world, vm), `${trace.source}/${trace.name}`),
  )
}

function workloadName(world: World, vm: VmRow): string {
  const trace = world.find('trace', vm.traceId)
  return trace ? `${trace.source}/${trace.name}` : vm.workload
}

/** Deletes the traces of a source; VMs that follow one return to their profile. */
function deleteTraces(
  { world, caller }: HandlerContext,
  { source }: InputOf<'trace', 'delete'>,
): Refusal | (() => Applied) {
  const traces = tracesOf(world, source)
  if (traces.length === 0) return refuse('not-found', { kind: 'source of traces', id: source })
  return () => {
    const ids = new Set(traces.map(trace => trace.id))
    const followers = [...world.all('vm')]
      .filter(vm => vm.traceId && ids.has(vm.traceId))
      .sort(byId)
    for (const vm of followers) world.apply(put('vm', { ...vm, traceId: undefined }))
    for (const trace of traces) world.apply(remove('trace', trace.id))
    const changes = changeOf(source, 'traces', traces.length, 0)
    const job = { name: 'job.trace.delete', targetName: source, caller, changes }
    return { jobId: recordJob(world, job), accepted: traces.length }
  }
}

/** Workload traces. */
export const traceHandlers = { list, import: importTraces, assign, delete: deleteTraces }
