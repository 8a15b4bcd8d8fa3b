import type { CounterFrame, Window } from '../../shared/contract/index.ts'
import { Refusal } from '../../shared/refusals/index.ts'
import type { VmRow } from '../world/index.ts'
import { iopsOf, memoryUsedMibOf } from '../world/index.ts'
import { auditHandlers } from './audit.handlers.ts'
import { Recording } from '../counters/index.ts'
import { boundPaths, counterSight } from './counter.handlers.ts'
import { tree } from './host-group.handlers.ts'
import type { InputOf } from './handler.ts'
import { listHosts } from './host.handlers.ts'
import { listJobs } from './job.handlers.ts'
import { relogStream } from './log-relog.ts'
import { solvePlan } from './plan-best.ts'
import { runScenario } from './scenario.handlers.ts'
import { windowOver } from './list.ts'
import { listAdapters, listVirtualNetworks } from './network.handlers.ts'
import { listTips } from './pro-tips.handlers.ts'
import { listPlans } from './plan.handlers.ts'
import { clockStatus } from './system.handlers.ts'
import { searchedVmColumns, vmColumns, vmView } from './vm-views.ts'
import { list, vmsInScope } from './vm.handlers.ts'
import type { StreamContext } from './watch.ts'
import { watchWindow } from './watch.ts'

/** Beats between two looks at something that changes all the time: about half a second. */
const liveBeats = 5
/** Rows in one part of an export. */
const exportPart = 1000

function watchVms(context: StreamContext, input: Window) {
  return watchWindow(context, input, list, {
    tables: ['vm', 'host', 'cluster', 'hostgroup', 'user', 'role', 'template', 'usergroup'],
    liveBeats: 10,
  })
}

function watchHosts(context: StreamContext, input: Window) {
  return watchWindow(context, input, listHosts, {
    tables: ['host', 'cluster', 'hostgroup', 'role', 'user', 'usergroup'],
    liveBeats: 10,
  })
}

const networkTables = [
  'host',
  'cluster',
  'hostgroup',
  'fault',
  'role',
  'user',
  'usergroup',
] as const

function watchAdapters(context: StreamContext, input: Window) {
  return watchWindow(context, input, listAdapters, { tables: networkTables, liveBeats: 10 })
}

function watchVirtualNetworks(context: StreamContext, input: Window) {
  return watchWindow(context, input, listVirtualNetworks, { tables: networkTables, liveBeats: 10 })
}

function watchJobs(context: StreamContext, input: Window) {
  return watchWindow(context, input, listJobs, {
    tables: ['job', 'role', 'user', 'usergroup', 'hostgroup'],
    liveBeats,
  })
}

function watchPlans(context: StreamContext, input: Window) {
  return watchWindow(context, input, listPlans, {
    tables: ['plan', 'role', 'user', 'usergroup', 'hostgroup', 'cluster'],
  })
}

function watchTips(context: StreamContext, input: Window) {
  return watchWindow(context, input, listTips, {
    tables: ['tip', 'waiver', 'role', 'user', 'usergroup', 'hostgroup', 'cluster', 'host'],
  })
}

function watchAudit(context: StreamContext, input: Window) {
  return watchWindow(context, input, auditHandlers.list, {
    tables: ['audit', 'role', 'user', 'usergroup', 'hostgroup'],
  })
}

/**
 * Says something at once and then at every so many beats, until the signal or a lost right ends it.
 */
async function* everyBeats<Value>(
  context: StreamContext,
  beats: number,
  look: () => Value | undefined,
): AsyncGenerator<Value, Refusal | undefined> {
  const { pulse, signal } = context
  pulse.open++
  try {
    for (let beat = 0; !signal?.aborted; beat++) {
      if (beat % beats === 0) {
        const lost = context.still()
        if (lost) return lost
        const value = look()
        if (value !== undefined) yield value
      }
      await pulse.next(signal)
    }
    return undefined
  } finally {
    pulse.open--
  }
}

function watchClock(context: StreamContext) {
  return everyBeats(context, liveBeats, () => clockStatus(context))
}

/** The tree, again whenever a row of it changes or the load of its hosts has had time to. */
function watchTree(context: StreamContext) {
  let sent = ''
  return everyBeats(context, 2 * liveBeats, () => {
    const answer = tree(context)
    const text = JSON.stringify(answer.nodes)
    if (text === sent) return undefined
    sent = text
    return answer
  })
}

/** Column frames of the named VMs that the caller sees. */
function figures(context: StreamContext, { vmIds }: InputOf<'vm', 'figures'>) {
  const { world, access, caller } = context
  let sentMs = -1
  return everyBeats(context, liveBeats, () => {
    if (world.nowMs === sentMs) return undefined
    sentMs = world.nowMs
    const mine = access.scope(caller, 'vm.read')
    const vms = vmIds
      .map(id => world.find('vm', id))
      .filter((vm): vm is VmRow => vm !== undefined && mine.vm(vm))
    const { grantedPercent } = world.vms.data
    return {
      vmIds: vms.map(vm => vm.id),
      cpuPercent: Float32Array.from(vms, vm => grantedPercent[vm.slot]!),
      memoryUsedMib: Float32Array.from(vms, vm => memoryUsedMibOf(world, vm.slot)),
      iops: Float32Array.from(vms, vm => iopsOf(world, vm.slot)),
      asOfMs: world.nowMs,
    }
  })
}

/** Counters at every simulated second, told at most twice a real one. */
async function* watchCounters(
  context: StreamContext,
  { paths, spanS }: InputOf<'counter', 'watch'>,
): AsyncGenerator<CounterFrame, Refusal | undefined> {
  const bound = boundPaths(context, paths)
  if (bound instanceof Refusal) return bound
  const { world, simulation } = context
  const recording = new Recording(bound, spanS, world.nowMs)
  const take = () => recording.take(world.nowMs, counterSight(context))
  take()
  simulation.afterSecond.add(take)
  try {
    return yield* everyBeats(context, liveBeats, () => {
      const frame = recording.frame()
      const missing = bound.map(one => one.missing ?? ('' as const))
      return frame && { ...frame, missing, asOfMs: world.nowMs }
    })
  } finally {
    simulation.afterSecond.delete(take)
  }
}

const exportColumns = [
  'id',
  'name',
  'state',
  'hostName',
  'hostGroupName',
  'clusterName',
  'cpuCount',
  'memoryMib',
  'cpuPercent',
  'memoryUsedMib',
  'iops',
  'ownerName',
  'roleName',
  'operatingSystem',
  'diskGib',
  'tags',
  'quotaPoints',
  'templateName',
  'workload',
  'createdMs',
  'startedMs',
  'recycledMs',
]

/** A cell of a CSV file; a text that a spreadsheet would run as a formula is led by a quote. */
function cell(value: unknown): string {
  if (typeof value === 'number') return String(Math.round(value * 100) / 100)
  const text = Array.isArray(value) ? value.join(' ') : String(value ?? '')
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return `"${safe.replaceAll('"', '""')}"`
}

/** The filtered list as CSV: a head, then parts of up to 1,000 lines. */
async function* exportVms(
  context: StreamContext,
  input: InputOf<'vm', 'export'>,
): AsyncGenerator<{ csv: string }, Refusal | undefined> {
  const recycled = input.filter.some(one => one.field === 'recycled' && one.value === 'true')
  const page = windowOver(
    vmsInScope(context, input.scope, recycled),
    vmColumns(context),
    {
      ...input,
      offset: 0,
      limit: Number.MAX_SAFE_INTEGER,
    },
    { searched: searchedVmColumns },
  )
  if (page instanceof Refusal) return page
  const known = input.columns.filter(column => exportColumns.includes(column))
  const columns = known.length > 0 ? known : exportColumns
  yield { csv: `${columns.map(cell).join(',')}\r\n` }
  for (let at = 0; at < page.rows.length; at += exportPart) {
    if (context.signal?.aborted) return undefined
    const lines = page.rows.slice(at, at + exportPart).map(row => {
      const view = vmView(context, row) as Record<string, unknown>
      return columns.map(column => cell(view[column])).join(',')
    })
    yield { csv: `${lines.join('\r\n')}\r\n` }
    await context.pulse.next(context.signal)
  }
  return undefined
}

/** Everything that streams. */
export const streamHandlers: Record<string, Record<string, unknown>> = {
  vm: { watch: watchVms, figures, export: exportVms },
  counter: { watch: watchCounters },
  log: { relog: relogStream },
  host: { watch: watchHosts },
  hostGroup: { watchTree },
  job: { watch: watchJobs },
  network: { watchAdapters, watchVirtualNetworks },
  pro: { watch: watchTips },
  plan: { watch: watchPlans, solve: solvePlan },
  audit: { watch: watchAudit },
  clock: { watch: watchClock },
  scenario: { run: runScenario },
}
