import type { OverviewTrend } from '../../shared/contract/index.ts'
import { msPerMinute, type VolumeId } from '../../shared/domain/index.ts'
import type { History } from '../history/index.ts'
import type { FillTrend } from '../overview/index.ts'
import { byHostGroup, memoryTrends, trendSamplesMin, volumeTrends } from '../overview/index.ts'
import { arrayUnder, isPassedThrough } from '../storage/index.ts'
import { groupPath } from './group-path.ts'
import type { HostRow, VolumeRow } from '../world/index.ts'
import type { HandlerContext, InputOf, OutputOf } from './handler.ts'
import { hostsIn } from './scope-filter.ts'

const pointsMax = 60

const notes = [
  'Source: the kept history, an average every five minutes of the last day, or every hour of the month as soon as a day of those is known. Volumes: what cannot be written to any more; memory: what VMs hold and parent partitions take, over all hosts of the group.',
  'Formula: a straight line by least squares, slope = sum((x - mean x)(y - mean y)) / sum((x - mean x)\u00b2). Its 95 % interval is 1.96 standard errors to both sides; the error is widened by the square root of (1 + r) / (1 - r), r being the correlation of neighbouring deviations.',
  'Days to full: what is left on the line over the slope; the soonest and the latest are those of the ends of the interval. Where the interval reaches 0 or below, it may as well not fill.',
  'A line knows nothing of VMs that will be made, nor of the time of day: from less than a day of history it says little.',
]

/** What was computed for a history, until its next sample of five minutes. */
const known = new WeakMap<History, { sample: number; trends: Map<string, FillTrend> }>()

/** The trends by their keys; those that are not known yet are computed together. */
function kept<Of>(
  history: History,
  of: ReadonlyMap<string, Of>,
  compute: (of: readonly Of[]) => FillTrend[],
): ReadonlyMap<string, FillTrend> {
  const sample = Math.floor(history.nowMs / (5 * msPerMinute))
  let found = known.get(history)
  if (found?.sample !== sample) {
    found = { sample, trends: new Map() }
    known.set(history, found)
  }
  const { trends } = found
  const missing = [...of].filter(([key]) => !trends.has(key))
  const computed = compute(missing.map(([, one]) => one))
  missing.forEach(([key], at) => trends.set(key, computed[at]!))
  return trends
}

/** Every so many points only, the last one among them. */
function thinnedPoints(points: readonly number[]): number[] {
  const step = Math.ceil(points.length / pointsMax)
  return points.filter((_, at) => (points.length - 1 - at) % step === 0)
}

function viewOf(
  object: Pick<OverviewTrend, 'id' | 'name' | 'within' | 'resource' | 'capacityMib'>,
  { samples, everyMs, points, line }: FillTrend,
): OverviewTrend {
  return {
    ...object,
    ...{ samples, samplesMin: trendSamplesMin, everyMs, history: thinnedPoints(points) },
    ...(line ? { line } : {}),
  }
}

/** The volumes of the hosts that hold disks of VMs and that the caller may see. */
function volumesOf(
  { world, access, caller }: HandlerContext,
  hosts: readonly HostRow[],
): ReadonlyMap<VolumeId, VolumeRow> {
  const mine = access.holds(caller, 'storage.read') && access.scope(caller, 'storage.read')
  if (!mine) return new Map()
  const ids = new Set(hosts.flatMap(host => host.volumeIds))
  const volumes = [...ids].map(id => world.get('volume', id))
  const seen = volumes.filter(volume => !isPassedThrough(volume) && mine.volume(volume))
  return new Map(seen.map(volume => [volume.id, volume]))
}

/** The trends of memory by host group and of every volume in scope, the first to be full first. */
export function trends(
  context: HandlerContext,
  { scope }: InputOf<'overview', 'trends'>,
): OutputOf<'overview', 'trends'> {
  const { world, access, caller, history } = context
  if (!history) return { rows: [], explanation: notes, asOfMs: world.nowMs }
  const mine = access.scope(caller, 'host.read')
  const inside = hostsIn(world, scope)
  const hosts = [...world.all('host')].filter(host => mine.host(host) && inside(host))
  const groups = byHostGroup(hosts)
  const keyOf = (own: readonly HostRow[]) => own.map(host => host.id).join()
  const byKey = new Map([...groups.values()].map(own => [keyOf(own), own]))
  const memoryOf = kept(history, byKey, missing => memoryTrends(world, history, missing))
  const memory = [...groups].map(([id, own]) => {
    const capacityMib = own.reduce((sum, host) => sum + host.memoryMib, 0)
    const { name } = world.get('hostgroup', id)
    const within = groupPath(context, id).at(-1)
    const trend = memoryOf.get(keyOf(own))!
    return viewOf({ id, name, within, resource: 'memory', capacityMib }, trend)
  })
  const seen = volumesOf(context, hosts)
  const usedOf = kept(history, seen, missing => volumeTrends(world, history, missing))
  const volumes = [...seen.values()].map(volume => {
    const { id, name, capacityGib } = volume
    const within = arrayUnder(world, volume)?.name
    const capacityMib = capacityGib * 1024
    return viewOf({ id, name, within, resource: 'storage', capacityMib }, usedOf.get(id)!)
  })
  const daysOf = (row: OverviewTrend) => row.line?.full?.days ?? Infinity
  const nowOf = (row: OverviewTrend) => row.line?.now ?? 0
  volumes.sort((a, b) => {
    const [first, second] = [daysOf(a), daysOf(b)]
    return first === second ? nowOf(b) - nowOf(a) : first - second
  })
  return { rows: [...memory, ...volumes], explanation: notes, asOfMs: world.nowMs }
}
