import type { HostRating } from '../../shared/contract/index.ts'
import type { HostGroupId, HostId, VmId, VolumeId } from '../../shared/domain/index.ts'
import type { Refusal } from '../../shared/refusals/index.ts'
import { refuse } from '../../shared/refusals/index.ts'
import type { HostRow, World } from '../world/index.ts'
import { bestVolume, hasRoom, isSuitable, reasonsOf } from './filters.ts'
import type { HostFigures, PlacementRequest, RatingOptions, VolumeFigures } from './figures.ts'
import { figuresOf, hostsBelow, hostsWithName } from './figures.ts'
import { figure, score } from './format.ts'
import { rateHost, scoreOf } from './rate.ts'
import { memoryNeededMib } from './terms.ts'

/** How the fabric places on its own (Administration, Placement Settings). */
export function fabricOptions(world: World): RatingOptions {
  return (
    world.fabric?.placement ?? {
      goal: 'load-balancing',
      weights: { cpu: 5, memory: 8, disk: 2, network: 2 },
    }
  )
}

/** Where a VM goes, and why. */
export interface Placement {
  readonly rating: HostRating
  readonly hostId: HostId
  readonly volumeId: VolumeId
  readonly rated: number
  readonly suitable: number
}

/** Hosts that reach the same volumes share where the next disk would go. */
interface Reach {
  readonly anyHost: HostFigures
  best: VolumeFigures | undefined
}

/** A host in the race; without a score where it cannot take the VM, whatever name and volume. */
interface Candidate {
  host: HostFigures
  score: number | undefined
  readonly reach: Reach
}

/**
 * Places one VM after another, all of the same request, on the best host of a list: highest score,
 * then the lowest id; on it the volume with most free space (facts 1.5). Each placed VM counts as
 * load of its host before the next is placed, so that a thousand of one request spread.
 */
export class Placer {
  private readonly candidates: Candidate[]
  private readonly reaches: readonly Reach[]
  /** The request without its disk: whether a volume has room is asked as VMs come. */
  private readonly diskless: PlacementRequest

  constructor(
    private readonly world: World,
    private readonly request: PlacementRequest,
    hostIds: readonly HostId[],
    private readonly options: RatingOptions = fabricOptions(world),
  ) {
    this.diskless = { ...request, diskGib: 0 }
    const reaches = new Map<string, Reach>()
    this.candidates = figuresOf(world, hostIds).map(host => {
      const key = `${host.clusterId ?? ''}:${host.volumes.map(volume => volume.id).join()}`
      const reach = reaches.get(key) ?? { anyHost: host, best: bestVolume(request, host) }
      reaches.set(key, reach)
      return { host, score: this.scoreWithoutVolume(host), reach }
    })
    this.reaches = [...reaches.values()]
  }

  /** The place of the next VM, taken; undefined where no host is left. */
  next(name?: string): Placement | undefined {
    const request = { ...this.request, name, nameTakenOn: this.takenOn(name) }
    let best: Candidate | undefined
    let suitable = 0
    for (const candidate of this.candidates) {
      if (candidate.score === undefined || !hasPlace(request, candidate)) continue
      suitable++
      if (best === undefined || candidate.score > best.score!) best = candidate
    }
    return best && this.take(request, best, suitable)
  }

  /** Why no host took the VM: how often each reason speaks against one, the most frequent first. */
  refusal(group: string, name?: string): Refusal {
    const request = { ...this.request, name, nameTakenOn: this.takenOn(name) }
    const counts = new Map<string, { count: number; text: string }>()
    for (const { host } of this.candidates) {
      const first = reasonsOf(request, host, this.options)[0]
      if (!first || first.severity === 'warning') continue
      const known = counts.get(first.code) ?? { count: 0, text: first.text }
      known.count++
      counts.set(first.code, known)
    }
    const reasons = [...counts.values()]
      .sort((a, b) => b.count - a.count)
      .map(({ count, text }) => (count > 1 ? `${text} (and ${figure(count - 1)} alike)` : text))
    return refuse('placement.no-host', { group, rated: this.candidates.length, reasons })
  }

  private takenOn(name: string | undefined): ReadonlySet<HostId> | undefined {
    return name === undefined ? undefined : hostsWithName(this.world, name)
  }

  private scoreWithoutVolume(host: HostFigures): number | undefined {
    const reasons = reasonsOf(this.diskless, host, this.options)
    return isSuitable(reasons) ? scoreOf(this.request, host, this.options) : undefined
  }

  private take(request: PlacementRequest, candidate: Candidate, suitable: number): Placement {
    const { host } = candidate
    const rating = rateHost(request, host, this.options)
    const volume = candidate.reach.best!
    volume.freeGib -= request.diskGib
    for (const reach of this.reaches) {
      if (reach.best === volume) reach.best = bestVolume(request, reach.anyHost)
    }
    candidate.host = withVm(request, host)
    candidate.score = this.scoreWithoutVolume(candidate.host)
    const rated = this.candidates.length
    return { rating, hostId: host.hostId, volumeId: volume.id, rated, suitable }
  }
}

function hasPlace(request: PlacementRequest, { host, reach }: Candidate): boolean {
  return !request.nameTakenOn?.has(host.hostId) && hasRoom(request, host, reach.best)
}

function withVm(request: PlacementRequest, host: HostFigures): HostFigures {
  const cpu = (request.load.cpuPercent * request.cpuCount) / host.processors
  return {
    ...host,
    cpuPercent: host.cpuPercent + cpu,
    memoryUsedMib: host.memoryUsedMib + memoryNeededMib(request),
    iops: host.iops + request.load.diskIops,
    networkUsedMbps: host.networkUsedMbps + request.load.networkMbps,
    runningVms: host.runningVms + 1,
  }
}

/**
 * The host of a group for automatic placement (facts 1.5), among those that `visible` lets pass.
 * Refused with the reasons where none can take the VM.
 */
export function chooseHost(
  world: World,
  request: PlacementRequest,
  hostGroupId: HostGroupId,
  visible: (host: HostRow) => boolean = () => true,
): Placement | Refusal {
  const hostIds = hostsBelow(world, hostGroupId).filter(id => visible(world.get('host', id)))
  const placer = new Placer(world, request, hostIds)
  const group = world.get('hostgroup', hostGroupId).name
  return placer.next(request.name) ?? placer.refusal(group, request.name)
}

/**
 * A host that a person chose, and its volume, where they named one: refused for what blocks it, and
 * for what rates it zero unless that may be overridden and is.
 */
export function placeOnHost(
  world: World,
  request: PlacementRequest,
  hostId: HostId,
  choice: { readonly volumeId?: VolumeId; readonly overrideZeroRating?: boolean } = {},
): Placement | Refusal {
  const [host] = figuresOf(world, [hostId]) as [HostFigures]
  const named = choice.volumeId && host.volumes.filter(volume => volume.id === choice.volumeId)
  const chosen = named ? { ...host, volumes: named } : host
  const rating = rateHost(withName(world, request), chosen, fabricOptions(world))
  const against = rating.reasons.filter(
    one => one.severity !== 'warning' && !(choice.overrideZeroRating && one.overridable),
  )
  if (against.length > 0 || rating.volumeId === undefined) {
    const reasons = against.map(one => one.text)
    return refuse('placement.host-unsuitable', { host: host.hostName, reasons })
  }
  const suitable = rating.stars > 0 ? 1 : 0
  return { rating, hostId, volumeId: rating.volumeId, rated: 1, suitable }
}

/** The request with the hosts on which its name is taken. */
export function withName(world: World, request: PlacementRequest, except?: VmId): PlacementRequest {
  if (request.name === undefined) return request
  return { ...request, nameTakenOn: hostsWithName(world, request.name, except) }
}

/** The rating of a placement in words, as it is kept with the VM. */
export function explainPlacement(placement: Placement): string[] {
  const { rating, rated, suitable } = placement
  const chosen =
    rated === 1
      ? `${rating.hostName} was chosen by hand and rates ${rating.stars} of 5 stars.`
      : `${rating.hostName} has the highest score of ${figure(suitable)} suitable hosts among ${figure(rated)}: ${score(rating.score)}, ${rating.stars} of 5 stars.`
  const names = { cpu: 'CPU', memory: 'Memory', disk: 'Disk I/O', network: 'Network' }
  const terms = rating.terms.map(
    term =>
      `${names[term.resource]}: ${term.formula} = ${score(term.points)} of ${figure(term.weight)}.`,
  )
  const free = figure(rating.volumeFreeGib ?? 0, 0)
  const volume = `${rating.volumeName ?? 'Its volume'} has most free space: ${free} GB.`
  const sum = `Sum ${score(rating.points)} of ${figure(rating.pointsMax)}, times 5 / ${figure(rating.pointsMax)} = ${score(rating.score)}.`
  return [chosen, ...terms, sum, volume, ...rating.reasons.map(one => one.text)]
}
