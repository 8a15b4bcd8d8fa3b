import type { Consumer, OverviewHealth, TopFigure } from '../../shared/contract/index.ts'
import type { HostStatus, VmId, VmState } from '../../shared/domain/index.ts'
import {
  faultTexts,
  hostStatuses,
  msPerHour,
  msPerMinute,
  vmStates,
} from '../../shared/domain/index.ts'
import type { Privilege } from '../../shared/rights/index.ts'
import { overCommittedClusters } from '../cluster/reserve/index.ts'
import { historyOf } from '../engine/columns.ts'
import { readSeries, subjectOf } from '../history/index.ts'
import { statusOf } from '../hosts/index.ts'
import {
  byHostGroup,
  capacityNotes,
  capacityReader,
  rankVms,
  volumeHealth,
} from '../overview/index.ts'
import { isOffered, waiverOf } from '../pro/index.ts'
import { isPassedThrough } from '../storage/index.ts'
import type { HostRow, VolumeRow, World } from '../world/index.ts'
import { historyLength } from '../world/index.ts'
import { groupPath } from './group-path.ts'
import type { HandlerContext, InputOf, OutputOf } from './handler.ts'
import { trends } from './overview-trends.ts'
import { rowsOfScope } from './pro-scope.ts'
import { hostsIn } from './scope-filter.ts'

const latestMax = 5
const failedWithinMs = 24 * msPerHour
/** PAL and the Windows Server documentation call a disk slow from here on (facts 8.2). */
const slowMs = 25
/** How far the shapes reach back that are drawn of samples of five minutes. */
const sampledMs = 2 * msPerHour

/** The hosts that are seen in what is asked for. */
function hostsOf({ world, access, caller }: HandlerContext, scope: string | undefined): HostRow[] {
  const mine = access.scope(caller, 'host.read')
  const inside = hostsIn(world, scope)
  return [...world.all('host')].filter(host => mine.host(host) && inside(host))
}

/** The scope of a further right, where the caller holds it at all. */
function scopeOf({ access, caller }: HandlerContext, privilege: Privilege) {
  return access.holds(caller, privilege) ? access.scope(caller, privilege) : undefined
}

function capacity(
  context: HandlerContext,
  { scope }: InputOf<'overview', 'capacity'>,
): OutputOf<'overview', 'capacity'> {
  const { world } = context
  const hosts = hostsOf(context, scope)
  const storage = scopeOf(context, 'storage.read')
  const reader = capacityReader(world, volume => storage?.volume(volume) ?? false)
  const holdsClusters = world.find('host', scope) === undefined
  const groups = [...byHostGroup(hosts)].map(([id, own]) => ({
    ...{ id, name: world.get('hostgroup', id).name, path: groupPath(context, id) },
    ...reader.of(own, holdsClusters),
  }))
  const clusters = new Set(hosts.flatMap(host => host.clusterId ?? []))
  return {
    groups,
    total: reader.of(hosts, holdsClusters),
    overCommitted: [...overCommittedClusters(world)].flatMap(([id, because]) =>
      clusters.has(id) ? [{ id, name: world.get('cluster', id).name, because }] : [],
    ),
    explanation: capacityNotes,
    asOfMs: world.nowMs,
  }
}

/** VMs that are seen on the hosts, by the state that the console shows. */
function vmsByState(context: HandlerContext, hosts: readonly HostRow[]): OverviewHealth['vms'] {
  const { world } = context
  const mine = scopeOf(context, 'vm.read')
  const counts = new Map<VmState, number>()
  const count = (state: VmState) => void counts.set(state, (counts.get(state) ?? 0) + 1)
  for (const host of mine ? hosts : []) {
    const isSilent = statusOf(world, host) === 'not-responding'
    for (const id of world.index.vmsByHost.of(host.id)) {
      const vm = world.get('vm', id)
      if (vm.recycled || !mine!.vm(vm)) continue
      count(isSilent && !vm.stored ? 'host-not-responding' : vm.state)
    }
  }
  return vmStates.flatMap(state => {
    const found = counts.get(state)
    return found === undefined ? [] : [{ state, count: found }]
  })
}

function tipsOf(context: HandlerContext, inside: Inside): OverviewHealth['tips'] {
  const mine = scopeOf(context, 'pro.read')
  if (!mine) return undefined
  const counts = { critical: 0, warning: 0 }
  for (const tip of context.world.all('tip')) {
    if (!isOffered(tip) || !mine.tip(tip) || !inside(tip.sourceId)) continue
    if (!waiverOf(context.world, tip.rule, tip.sourceId)) counts[tip.severity]++
  }
  return counts
}

type Inside = ReturnType<typeof rowsOfScope>

function failedJobsOf(
  context: HandlerContext,
  inside: Inside,
  isWhole: boolean,
): OverviewHealth['failedJobs'] {
  const { world } = context
  const mine = scopeOf(context, 'job.read')
  if (!mine) return undefined
  const since = world.nowMs - failedWithinMs
  const failed = [...world.index.finishedRoots].flatMap(id => {
    const job = world.get('job', id)
    const isRecent = job.status === 'failed' && (job.endedMs ?? 0) >= since
    if (!isRecent || !mine.job(job)) return []
    return isWhole || (job.targetId !== undefined && inside(job.targetId)) ? [job] : []
  })
  failed.sort((a, b) => b.endedMs! - a.endedMs! || (a.id < b.id ? 1 : -1))
  return {
    ...{ count: failed.length, withinMs: failedWithinMs },
    latest: failed.slice(0, latestMax).map(({ id, name, targetName, endedMs }) => {
      return { id, name, targetName, endedMs: endedMs! }
    }),
  }
}

function volumesOf(context: HandlerContext, hosts: readonly HostRow[]): OverviewHealth['volumes'] {
  const { world } = context
  const mine = scopeOf(context, 'storage.read')
  if (!mine) return undefined
  const ids = new Set(hosts.flatMap(host => host.volumeIds))
  const seen = [...ids].map(id => world.get('volume', id))
  const own = seen.filter(volume => !isPassedThrough(volume) && mine.volume(volume))
  return volumeHealth(world, own, latestMax)
}

function faultsOf(context: HandlerContext, inside: Inside, isWhole: boolean) {
  const mine = scopeOf(context, 'fault.read')
  if (!mine) return undefined
  const striking = [...context.world.all('fault')].filter(fault => {
    if (fault.status !== 'active' || !mine.fault(fault)) return false
    return fault.targetId === 'fabric-1' ? isWhole : inside(fault.targetId)
  })
  striking.sort((a, b) => b.beginMs - a.beginMs)
  return {
    count: striking.length,
    latest: striking.slice(0, latestMax).map(({ id, kind, targetName, beginMs }) => {
      return { id, title: faultTexts[kind].title, targetName, beginMs }
    }),
  }
}

function health(
  context: HandlerContext,
  { scope }: InputOf<'overview', 'health'>,
): OutputOf<'overview', 'health'> {
  const { world } = context
  const hosts = hostsOf(context, scope)
  const statuses = new Map<HostStatus, number>()
  for (const host of hosts) {
    const status = statusOf(world, host)
    statuses.set(status, (statuses.get(status) ?? 0) + 1)
  }
  const inside = rowsOfScope(context, scope)
  return {
    hosts: hostStatuses.flatMap(status => {
      const count = statuses.get(status)
      return count === undefined ? [] : [{ status, count }]
    }),
    vms: vmsByState(context, hosts),
    tips: tipsOf(context, inside),
    failedJobs: failedJobsOf(context, inside, scope === undefined),
    volumes: volumesOf(context, hosts),
    faults: faultsOf(context, inside, scope === undefined),
    asOfMs: world.nowMs,
  }
}

const topTexts = {
  cpu: ['%', 'Processor time that a VM gets, in percent of its own virtual processors.'],
  memory: ['%', 'Memory pressure: what its guest asks for, in percent of what the VM has.'],
  iops: [
    'IOPS',
    'Disk operations a second that its volume serves; the limit is the VM\u2019s own.',
  ],
  latency: [
    'ms',
    'Mean time of a request of the volume that its load lies on, for VMs that use it now. From 25 ms on a disk counts as slow (facts 8.2).',
  ],
  network: ['Mbps', 'What it sends and receives; held against the adapters of its host.'],
} as const satisfies Record<TopFigure, readonly [OutputOf<'overview', 'top'>['unit'], string]>

function limitOf({ world }: HandlerContext, figure: TopFigure, slot: number, host: HostRow) {
  if (figure === 'cpu' || figure === 'memory') return 100
  if (figure === 'latency') return slowMs
  if (figure === 'network') return host.networkMbps
  return world.index.vmBySlot[slot]!.iopsLimit
}

/** Averages of five minutes, as far as they are known. */
function samplesOf({ world, history }: HandlerContext, id: VmId, figure: TopFigure): number[] {
  const subject = history && subjectOf(world, id)
  if (!history || !subject) return []
  const { average } = readSeries(history, subject, figure, world.nowMs - sampledMs, world.nowMs)
  return [...average].filter(value => !Number.isNaN(value))
}

/** What operations are of all that a volume serves, in percent. */
function shareOf({ volumes }: World, { slot }: VolumeRow, iops: number): number {
  const served = volumes.data.iops[slot]! * volumes.data.servedShare[slot]!
  return served > 0 ? Math.min(100, (iops / served) * 100) : 0
}

function consumerOf(
  context: HandlerContext,
  figure: TopFigure,
  slot: number,
  value: number,
): Consumer {
  const { world } = context
  const vm = world.index.vmBySlot[slot]!
  const host = world.get('host', vm.hostId)
  const figures = world.vms.data
  const ring = figure === 'cpu' ? figures.history : figures.memoryHistory
  const hasRing = figure === 'cpu' || figure === 'memory'
  const limit = limitOf(context, figure, slot, host)
  const volume = world.index.volumeBySlot[figures.volumeSlot[slot]!]
  const showsVolume = (figure === 'iops' || figure === 'latency') && volume !== undefined
  const seesVolume = showsVolume && scopeOf(context, 'storage.read')?.volume(volume)
  return {
    ...{ id: vm.id, name: vm.name, hostId: host.id, hostName: host.name, value },
    ...(limit === undefined ? {} : { limit }),
    ...(seesVolume ? { volume: { id: volume.id, name: volume.name } } : {}),
    ...(seesVolume && figure === 'iops' ? { volumePercent: shareOf(world, volume, value) } : {}),
    history: hasRing ? historyOf(ring, slot, world.nowMs) : samplesOf(context, vm.id, figure),
    ...(hasRing ? { historyMax: 100 } : {}),
  }
}

function minutesOf(figure: TopFigure): number {
  return figure === 'cpu' || figure === 'memory' ? historyLength : sampledMs / msPerMinute
}

function top(
  context: HandlerContext,
  { scope, figure, limit }: InputOf<'overview', 'top'>,
): OutputOf<'overview', 'top'> {
  const { world, access, caller } = context
  const inside = hostsIn(world, scope)
  const hosts = access.scope(caller, 'host.read')
  const vms = scopeOf(context, 'vm.read')
  const { largest, compared, starting } = rankVms(world, figure, limit, {
    host: row => inside(row) && hosts.host(row),
    vm: row => vms?.vm(row) ?? false,
  })
  const rows: Consumer[] = []
  for (let at = 0; at < largest.length; at++) {
    rows.push(consumerOf(context, figure, largest.slots[at]!, largest.values[at]!))
  }
  const [unit, note] = topTexts[figure]
  return {
    ...{ figure, unit, rows, compared, starting, historyMinutes: minutesOf(figure) },
    explanation: [note],
    asOfMs: world.nowMs,
  }
}

/** Where capacity goes, how hosts and VMs fare, and who uses most. */
export const overviewHandlers = { capacity, health, top, trends }
