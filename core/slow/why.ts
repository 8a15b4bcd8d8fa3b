import type { SlowAnswer, SlowCourse, SlowLink } from '../../shared/contract/index.ts'
import type { HostId, VmId } from '../../shared/domain/index.ts'
import type { Sight } from '../counters/index.ts'
import { queueLength } from '../counters/index.ts'
import type { History } from '../history/index.ts'
import { subjectOf } from '../history/index.ts'
import { cpuPercentOf, statusOf } from '../hosts/index.ts'
import { pressureOf } from '../memory/index.ts'
import type { World } from '../world/index.ts'
import { iopsOf, runCode } from '../world/index.ts'
import type { Tells } from './bottleneck.ts'
import { poolOf, reasonOf, tellsOf, waitRankOf } from './bottleneck.ts'
import { chainOf } from './chain.ts'
import { courseOf, knownOf } from './course.ts'
import { CounterReader } from './reader.ts'
import type { SlowSubject } from './subject.ts'
import { contributorsOf } from './users.ts'

/** From what it reads, and as who sees it. */
export interface SlowSource {
  readonly world: World
  readonly sight: Sight
  readonly history?: History
  /** How many contributors the answer lists. */
  readonly limit: number
}

/**
 * Why an object is slow: the counters of everything that its requests go through, the link at which
 * most is waited for, since when, and the VMs that use it. One pass over the VMs at most.
 */
export function whySlow(source: SlowSource, subject: SlowSubject): SlowAnswer {
  const { world } = source
  const off = offReason(world, subject)
  if (off) return { ...headOf(world, subject), ...nothing, verdict: 'off', reason: off }
  const reader = new CounterReader(world, source.sight)
  const chain = chainOf(reader, subject)
  const links = [...chain.links]
  const tells = tellsOf(world, links)
  const head = { ...headOf(world, subject), chain: links }
  const counts = { hiddenLinks: chain.hidden, leftOut: chain.leftOut }
  if (!tells) {
    const reason = { code: 'hidden' as const, params: {} }
    return { ...nothing, ...head, ...counts, verdict: 'quiet', reason }
  }
  return { ...head, ...counts, ...judge(source, subject, links, tells) }
}

const nothing = { chain: [], hiddenLinks: 0, leftOut: 0, waitingVms: 0 }

function headOf(world: World, subject: SlowSubject) {
  const row = {
    vm: 'vm' in subject ? subject.vm : undefined,
    host: 'host' in subject ? subject.host : undefined,
    volume: 'volume' in subject ? subject.volume : undefined,
    array: 'array' in subject ? subject.array : undefined,
    network: 'host' in subject ? subject.host : undefined,
  }[subject.kind]!
  const network = subject.kind === 'network' ? { network: subject.network } : {}
  return { objectId: row.id, name: row.name, ...network, asOfMs: world.nowMs }
}

/** Why there is nothing to measure; undefined where it runs. */
function offReason(world: World, subject: SlowSubject): SlowAnswer['reason'] | undefined {
  if (subject.kind === 'vm') {
    const isOn = world.vms.data.run[subject.vm.slot] !== runCode.off
    const isBusy = subject.vm.jobId !== undefined
    if (!isOn && !isBusy) return { code: 'off', params: { name: subject.vm.name } }
    return undefined
  }
  const host = 'host' in subject ? subject.host : undefined
  if (!host) return undefined

  const status = statusOf(world, host)
  if (status === 'powered-off') return { code: 'off', params: { name: host.name } }
  return status === 'not-responding' ? { code: 'silent', params: { name: host.name } } : undefined
}

function judge(
  source: SlowSource,
  subject: SlowSubject,
  links: SlowLink[],
  tells: Tells,
): Pick<SlowAnswer, 'verdict' | 'reason' | 'tells' | 'waitingVms'> & Partial<SlowAnswer> {
  const { world } = source
  const link = links[tells.link]!
  const waits = links.some(one => waitRankOf(one) > 0)
  const isQuiet = links.every(one => one.state === 'ok')
  const verdict = waits ? 'slow' : isQuiet ? 'quiet' : 'strained'
  const host = hostOf(world, subject)
  const known = reasonOf(world, link, tells, host)
  const reason = isQuiet ? { code: 'quiet' as const, params: known.params } : known
  const used = contributorsOf(world, source.sight, source.history, link, source.limit)
  const course = courseAt(source, links, link)
  const isOfDisks = link.stage === 'volume' || link.stage === 'array'
  return {
    ...{ verdict, reason, tells },
    waitingVms: verdict !== 'slow' ? 0 : link.stage === 'vm' ? 1 : used.waiting,
    ...(course ? { course } : {}),
    ...(isOfDisks ? { queued: queuedAt(world, links, link) } : {}),
    ...(used.contributors ? { contributors: used.contributors } : {}),
  }
}

function hostOf(world: World, subject: SlowSubject) {
  if (subject.kind === 'vm') return world.get('host', subject.vm.hostId)
  return 'host' in subject ? subject.host : undefined
}

/** The volume that stands for an array in the chain: the slowest one that is shown on it. */
function slowestVolume(world: World, links: readonly SlowLink[], link: SlowLink) {
  if (link.stage === 'volume') return world.find('volume', link.objectId)
  const pool = poolOf(world, link)
  const volumes = links.flatMap(one =>
    one.stage === 'volume' ? (world.find('volume', one.objectId) ?? []) : [],
  )
  const { latencyMs, iops } = world.volumes.data
  const delay = (slot: number) => (iops[slot]! > 0 ? latencyMs[slot]! : 0)
  const under = volumes.filter(volume =>
    volume.lunIds.some(id => world.get('lun', id).poolId === pool?.id),
  )
  return under.reduce<(typeof under)[number] | undefined>(
    (most, one) => (most === undefined || delay(one.slot) > delay(most.slot) ? one : most),
    undefined,
  )
}

function queuedAt(world: World, links: readonly SlowLink[], link: SlowLink): number {
  const volume = slowestVolume(world, links, link)
  return volume ? queueLength(world, volume) : 0
}

type Measured = Pick<SlowCourse, 'figure' | 'objectId' | 'unit' | 'now'> & { threshold?: number }

/** What is kept of the link's past: the figure by which it is called slow, or its nearest one. */
function measuredAt(
  world: World,
  links: readonly SlowLink[],
  link: SlowLink,
): Measured | undefined {
  const { objectId } = link
  const used = link.figures.find(one => one.role === 'utilisation')
  switch (link.stage) {
    case 'vm':
      return vmMeasured(world, link)
    case 'processor': {
      const now = cpuPercentOf(world, world.get('host', objectId as HostId))
      return { figure: 'cpu', objectId, unit: '%', now, threshold: used?.warning }
    }
    case 'memory':
      return { figure: 'memory', objectId, unit: '%', now: used?.value ?? 0 }
    case 'volume':
    case 'array': {
      const volume = slowestVolume(world, links, link)
      if (!volume) return undefined
      const now = world.volumes.data.latencyMs[volume.slot]!
      return { figure: 'latency', objectId: volume.id, unit: 'ms', now, threshold: 15 }
    }
    case 'network': {
      const { slot } = world.get('host', objectId as HostId)
      const now = world.hosts.data.networkMbps[slot]!
      return { figure: 'network', objectId, unit: 'Mbps', now }
    }
  }
}

function vmMeasured(world: World, { objectId, figures }: SlowLink): Measured {
  const { slot } = world.get('vm', objectId as VmId)
  const isBad = (key: string) => figures.some(one => one.key === key && one.state !== 'ok')
  if (isBad('paging')) {
    return { figure: 'memory', objectId, unit: '%', now: pressureOf(world, slot) ?? 0 }
  }
  if (isBad('asked')) return { figure: 'iops', objectId, unit: '1/s', now: iopsOf(world, slot) }
  const now = world.vms.data.grantedPercent[slot]!
  const threshold = figures.find(one => one.key === 'cpu')?.warning
  return { figure: 'cpu', objectId, unit: '%', now, ...(threshold ? { threshold } : {}) }
}

function courseAt(
  { world, history }: SlowSource,
  links: readonly SlowLink[],
  link: SlowLink,
): SlowCourse | undefined {
  const measured = measuredAt(world, links, link)
  const subject = measured && subjectOf(world, measured.objectId)
  if (!history || !subject) return undefined
  const { threshold, ...figure } = measured
  return courseOf(knownOf(history, subject, figure.figure), figure, threshold)
}
