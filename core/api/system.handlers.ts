import type { ClockStatus } from '../../shared/contract/index.ts'
import { fabricCatalogue } from '../../shared/domain/index.ts'
import type { AnyId } from '../../shared/domain/index.ts'
import { refuse } from '../../shared/refusals/index.ts'
import { readingPrivilege } from '../access/index.ts'
import { buildFabric } from '../inventory/index.ts'
import { changeOf, recordJob } from '../jobs/record.ts'
import type { TableName } from '../world/index.ts'
import { put } from '../world/index.ts'
import { seenCharts } from './chart.handlers.ts'
import type { Applied, HandlerContext, InputOf, OutputOf } from './handler.ts'

/** The simulated clock and what the host says of itself. */
export function clockStatus({ world, host, access, caller }: HandlerContext): ClockStatus {
  const fabric = world.fabric!
  const jobs = access.scope(caller, 'job.read')
  let runningJobs = 0
  for (const id of world.index.openJobs) if (jobs.job(world.get('job', id))) runningJobs++
  return {
    nowMs: world.nowMs,
    paused: fabric.clock.paused,
    factor: fabric.clock.factor,
    factorReached: host.factorReached,
    seed: fabric.seed,
    fabric: fabric.name,
    revision: world.revision,
    savedWallMs: host.savedWallMs,
    saveFailure: host.saveFailure,
    runningJobs,
  }
}

function setClock(context: HandlerContext, input: InputOf<'clock', 'set'>) {
  const { world, caller } = context
  const fabric = world.fabric!
  const clock = {
    paused: input.paused ?? fabric.clock.paused,
    factor: input.factor ?? fabric.clock.factor,
  }
  return (): Applied => {
    world.apply(put('fabric', { ...fabric, clock }))
    const jobId = recordJob(world, {
      name: 'job.clock.set',
      targetName: fabric.name,
      caller,
      changes: [
        ...changeOf('clock', 'paused', fabric.clock.paused, clock.paused),
        ...changeOf('clock', 'factor', fabric.clock.factor, clock.factor),
      ],
    })
    return { jobId, undo: { operation: 'clock.set', input: fabric.clock } }
  }
}

/** Begins the fabric: the input holds the administrator's password as a hash. */
function createFabric(
  context: HandlerContext,
  input: Omit<InputOf<'setup', 'create'>, 'administratorPassword'> & { passwordHash: string },
) {
  const { world, simulation } = context
  if (world.fabric) return refuse('fabric.exists', { fabric: world.fabric.name })
  return (): Applied => {
    simulation.plant(input.seed)
    buildFabric(world, input.fabric, input.seed, simulation.workload)
    const user = world.nextId('user')
    world.apply(
      put('user', {
        id: user,
        name: input.administratorName,
        displayName: '',
        enabled: true,
        passwordHash: input.passwordHash,
        createdMs: world.nowMs,
      }),
    )
    world.apply(
      put('role', {
        id: world.nextId('role'),
        name: 'Administrator',
        description: 'Everything, everywhere. There is one such role, and it has no limits.',
        profile: 'administrator',
        userIds: [user],
        userGroupIds: [],
        scope: { hostGroupIds: [], shareIds: [], templateIds: [] },
        actions: [],
        mayControlClock: true,
      }),
    )
    return { id: user }
  }
}

function setupStatus({ world }: HandlerContext): OutputOf<'setup', 'status'> {
  return {
    ready: world.fabric !== undefined,
    ...(world.fabric ? { fabric: world.fabric.name } : {}),
    fabrics: fabricCatalogue.map(({ kind, hosts, vms }) => ({ kind, hosts, vms })),
  }
}

const searched = [
  'vm',
  'host',
  'hostgroup',
  'cluster',
  'volume',
  'template',
  'share',
  'role',
  'user',
  'chart',
  'collector',
  'log',
] as const

/** Objects whose name holds the text: those that begin with it first, never more than asked for. */
function find(context: HandlerContext, { text, limit }: InputOf<'search', 'find'>) {
  const sought = text.trim().toLowerCase()
  if (sought === '') return []
  const found: { id: AnyId; kind: string; name: string; detail: string; rank: number }[] = []
  for (const table of searched) {
    for (const row of visible(context, table)) {
      const at = row.name.toLowerCase().indexOf(sought)
      if (at < 0) continue
      const rank = row.name.length === sought.length ? 0 : at === 0 ? 1 : 2
      found.push({
        id: row.id as AnyId,
        kind: table,
        name: row.name,
        detail: detailOf(context, table, row.id),
        rank,
      })
    }
  }
  found.sort((a, b) => a.rank - b.rank)
  return found.slice(0, limit).map(({ id, kind, name, detail }) => ({ id, kind, name, detail }))
}

/** The rows of a table that the caller may see. */
function* visible(
  context: HandlerContext,
  table: (typeof searched)[number],
): Generator<{ id: string; name: string }> {
  const { world, access, caller } = context
  const scope = access.scope(caller, readingPrivilege[table])
  if (table === 'chart') return yield* seenCharts(context)
  for (const row of world.all(table as TableName)) {
    if (scope.covers(row.id as AnyId)) yield row as { id: string; name: string }
  }
}

function detailOf(context: HandlerContext, table: string, id: string): string {
  const { world, access, caller } = context
  if (table !== 'vm') return ''
  const host = world.get('host', world.get('vm', id).hostId)
  return access.scope(caller, 'host.read').host(host) ? host.name : ''
}

export const clockHandlers = { get: clockStatus, set: setClock }
export const setupHandlers = { status: setupStatus, create: createFabric }
export const searchHandlers = { find }
