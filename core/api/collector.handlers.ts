import { byId } from '../../shared/domain/index.ts'
import { parsePath } from '../../shared/perfmon/index.ts'
import type { Refusal } from '../../shared/refusals/index.ts'
import { refuse } from '../../shared/refusals/index.ts'
import {
  collectorTemplates,
  columnsOfSet,
  putCollector,
  removeCollector,
  startCollector,
  stopCollector,
} from '../collectors/index.ts'
import { changeOf, recordJob } from '../jobs/record.ts'
import type { CollectorRow } from '../world/index.ts'
import { collectorView } from './collector-views.ts'
import { rightSizing } from './collector-sizing.ts'
import type { Applied, HandlerContext, InputOf, OutputOf } from './handler.ts'
import { pathsSeenBy } from './seen-paths.ts'

type Draft = InputOf<'collector', 'create'>

function list(
  context: HandlerContext,
  { text }: InputOf<'collector', 'list'>,
): OutputOf<'collector', 'list'> {
  const { world, access, caller } = context
  const mine = access.scope(caller, 'collector.read')
  const sought = text.trim().toLowerCase()
  const rows = [...world.all('collector')]
    .filter(set => mine.collector(set) && set.name.toLowerCase().includes(sought))
    .sort(byId)
  const maySee = pathsSeenBy(context)
  return { rows: rows.map(set => collectorView(context, set, maySee)), asOfMs: world.nowMs }
}

function get(context: HandlerContext, { collectorId }: InputOf<'collector', 'get'>) {
  const set = context.world.get('collector', collectorId)
  return collectorView(context, set, pathsSeenBy(context))
}

function templates(): OutputOf<'collector', 'templates'> {
  return collectorTemplates.map(one => ({ ...one, paths: [...one.paths] }))
}

/** Why a set cannot be what is said of it. */
function draftRefusal(
  { world, access, caller }: HandlerContext,
  draft: Draft,
  before?: CollectorRow,
): Refusal | undefined {
  const { name, paths, isCircular, maxBytes, schedule, roleIds } = draft
  for (const path of paths) {
    const parsed = parsePath(path)
    if ('problem' in parsed) return refuse('counter.bad-path', { path, problem: parsed.problem })
  }
  const roles = access.scope(caller, 'role.read')
  const added = roleIds.filter(id => !before?.roleIds.includes(id))
  const unknown = added.find(id => !roles.covers(id))
  if (unknown) return refuse('not-found', { kind: 'role', id: unknown })
  if (isCircular && maxBytes === undefined) return refuse('collector.endless', { name })
  const isAsBefore = before?.schedule?.firstMs === schedule?.firstMs
  if (schedule && schedule.firstMs <= world.nowMs && !isAsBefore) {
    return refuse('collector.schedule-past', { name })
  }
  const ownerId = before?.ownerId ?? caller.userId
  for (const other of world.all('collector')) {
    // Names are each owner's own: a taken one would tell of a set that the caller cannot see.
    if (other.ownerId !== ownerId || other.id === before?.id) continue
    if (other.name.toLowerCase() !== name.toLowerCase()) continue
    return refuse('name.taken', { kind: 'data collector set', name })
  }
  return undefined
}

function create(context: HandlerContext, input: Draft): Refusal | (() => Applied) {
  const refusal = draftRefusal(context, input)
  if (refusal) return refusal
  const { world, simulation, caller } = context
  return () => {
    const id = world.nextId('collector')
    putCollector(simulation, { id, ownerId: caller.userId, ...input })
    const jobId = recorded(context, 'create', undefined, world.get('collector', id))
    return { id, jobId, undo: { operation: 'collector.delete', input: { collectorId: id } } }
  }
}

function edit(
  context: HandlerContext,
  { collectorId, ...draft }: InputOf<'collector', 'edit'>,
): Refusal | (() => Applied) {
  const { world, simulation } = context
  const before = world.get('collector', collectorId)
  if (before.run) return refuse('collector.running', { name: before.name })
  const refusal = draftRefusal(context, draft, before)
  if (refusal) return refusal
  return () => {
    putCollector(simulation, { id: before.id, ownerId: before.ownerId, ...draft })
    const after = world.get('collector', collectorId)
    const was = { ...before, id: undefined, ownerId: undefined, nextMs: undefined }
    const undo = { operation: 'collector.edit', input: { collectorId, ...was } }
    return { id: before.id, jobId: recorded(context, 'edit', before, after), undo }
  }
}

function recorded(
  { world, caller }: HandlerContext,
  verb: 'create' | 'edit' | 'delete',
  before: CollectorRow | undefined,
  after: CollectorRow | undefined,
) {
  const { id, name } = (after ?? before)!
  // Members of a set see its jobs, and paths may name what lies outside their scope.
  const said = (set: CollectorRow | undefined, field: keyof CollectorRow) =>
    field === 'paths' && set ? `${set.paths.length}` : (set?.[field] ?? '')
  const fields = [
    ...(['name', 'description', 'roleIds', 'paths', 'intervalS', 'durationS'] as const),
    ...(['maxBytes', 'isCircular', 'schedule', 'format', 'logsKept'] as const),
  ]
  const changes = fields.flatMap(field =>
    changeOf(name, field, said(before, field), said(after, field)),
  )
  const target = after ? { targetId: id } : {}
  return recordJob(world, {
    ...{ name: `job.collector.${verb}`, ...target, targetName: name, caller, changes },
  })
}

function remove(
  context: HandlerContext,
  { collectorId }: InputOf<'collector', 'delete'>,
): () => Applied {
  const { world, simulation } = context
  const set = world.get('collector', collectorId)
  return () => {
    removeCollector(simulation, set)
    return { jobId: recorded(context, 'delete', set, undefined) }
  }
}

function start(
  context: HandlerContext,
  { collectorId }: InputOf<'collector', 'start'>,
): Refusal | (() => Applied) {
  const { world, simulation } = context
  const set = world.get('collector', collectorId)
  if (set.run) return refuse('collector.running', { name: set.name })
  const columns = columnsOfSet(world, set)
  if (columns.paths.length === 0) return refuse('collector.none', { name: set.name })
  return () => {
    const id = startCollector(simulation, set, columns)
    const jobId = switched(context, 'start', set)
    return { id, jobId, undo: { operation: 'collector.stop', input: { collectorId } } }
  }
}

function stop(
  context: HandlerContext,
  { collectorId }: InputOf<'collector', 'stop'>,
): Refusal | (() => Applied) {
  const { world, simulation } = context
  const set = world.get('collector', collectorId)
  const { run } = set
  if (!run) return refuse('collector.stopped', { name: set.name })
  return () => {
    stopCollector(simulation, set, 'stopped')
    return { id: run.logId, jobId: switched(context, 'stop', set) }
  }
}

function switched({ world, caller }: HandlerContext, verb: 'start' | 'stop', set: CollectorRow) {
  const states = verb === 'start' ? ['stopped', 'running'] : ['running', 'stopped']
  const changes = changeOf(set.name, 'state', ...(states as [string, string]))
  const job = { name: `job.collector.${verb}`, targetId: set.id, targetName: set.name }
  return recordJob(world, { ...job, caller, changes })
}

/** Data collector sets. */
export const collectorHandlers = {
  ...{ list, get, templates, create, edit, delete: remove, start, stop, rightSizing },
}
