import type { HostRating } from '../../shared/contract/index.ts'
import type { HostId, VolumeId } from '../../shared/domain/index.ts'
import type { Refusal } from '../../shared/refusals/index.ts'
import { refuse } from '../../shared/refusals/index.ts'
import type { World } from '../world/index.ts'
import { bestVolume, isSuitable, judge, reasonsOf } from './filters.ts'
import type { HostFigures, PlacementRequest, RatingOptions } from './figures.ts'
import { figuresOf } from './read-figures.ts'
import { hostsWithName } from './hosts.ts'
import { figure } from './format.ts'
import { withVm } from './figures-with.ts'
import { ClusterField, type Candidate, RankHeap, Reach } from './race.ts'
import { rateHost, scoreOf } from './rate.ts'
import { countIn, favourSum, lookAsOfNow } from './rules/index.ts'

/** How the fabric places on its own (Administration, Placement Settings). */
export function fabricOptions(world: World): RatingOptions {
  return (
    world.fabric?.placement ?? {
      goal: 'load-balancing',
      weights: { cpu: 5, memory: 8, disk: 2, network: 2 },
    }
  )
}

/** Where a VM goes, and why; the rating is written out when somebody reads it. */
export interface Placement {
  readonly rating: HostRating
  readonly hostId: HostId
  readonly volumeId: VolumeId
  readonly rated: number
  readonly suitable: number
}

/**
 * Places one VM after another, all of the same request, on the best host of a list: highest score,
 * then the lowest id; on it the volume with most free space (facts 1.5). Each placed VM counts as
 * load of its host before the next is placed, so that a thousand of one request spread. What one
 * placement changes is looked at again and nothing else: its host, the reserve and the limit of its
 * cluster, and the hosts that reach its volume.
 */
export class Placer {
  private readonly candidates: Candidate[]
  private readonly reaches: readonly Reach[]
  private readonly heap = new RankHeap()
  private open = 0
  /** The request without its disk: whether a volume has room is asked as VMs come. */
  private readonly diskless: PlacementRequest

  constructor(
    private readonly world: World,
    private readonly request: PlacementRequest,
    hostIds: readonly HostId[],
    private readonly options: RatingOptions = fabricOptions(world),
    figures: readonly HostFigures[] = figuresOf(world, hostIds),
  ) {
    this.diskless = { ...request, diskGib: 0 }
    const reaches = new Map<string, Reach>()
    const fields = new Map<string, ClusterField>()
    this.candidates = figures.map(full => {
      const key = `${full.clusterId ?? ''}:${full.volumes.map(volume => volume.id).join()}`
      const reach = reaches.get(key) ?? new Reach(request, full)
      reaches.set(key, reach)
      const field = fieldOf(fields, request, full)
      // what its cluster says is asked of the cluster, once for all nodes
      const isGoverned = full.asks?.checks['cluster-reserve'] !== undefined
      const clusterReserve = isGoverned ? full.clusterReserve : undefined
      const host = { ...full, clusterReserve, clusterVms: undefined }
      const candidate: Candidate = {
        ...{ host, reach, field, place: full.reservePlace, rank: this.rankOf(host) },
        ...{ isGoverned, keepsReserve: true, isOpen: false, stamp: 0 },
      }
      reach.join(candidate)
      field?.members.push(candidate)
      return candidate
    })
    this.reaches = [...reaches.values()]
    for (const field of fields.values()) field.examine()
    for (const candidate of this.candidates) this.refresh(candidate)
  }

  /** The place of the next VM, taken; undefined where no host is left. */
  next(name?: string): Placement | undefined {
    const nameTakenOn = name === undefined ? undefined : hostsWithName(this.world, name)
    const best = this.heap.best(nameTakenOn)
    return best && this.take({ ...this.request, name, nameTakenOn }, best)
  }

  /** Why no host takes another VM: what speaks first against each, the most frequent first. */
  limits(name?: string): { code: string; hosts: number; text: string; next: string }[] {
    const nameTakenOn = name === undefined ? undefined : hostsWithName(this.world, name)
    const request = { ...this.request, name, nameTakenOn }
    const counts = new Map<string, { code: string; hosts: number; text: string; next: string }>()
    for (const candidate of this.candidates) {
      const first = reasonsOf(request, fullFigures(candidate), this.options)[0]
      if (!first || first.severity === 'warning') continue
      const { code } = first
      const known = counts.get(code)
      if (known) known.hosts++
      else counts.set(code, { code, hosts: 1, text: first.text, next: first.next })
    }
    return [...counts.values()].sort((a, b) => b.hosts - a.hosts)
  }

  /** Why no host took the VM: how often each reason speaks against one, the most frequent first. */
  refusal(group: string, name?: string): Refusal {
    const reasons = this.limits(name).map(({ hosts, text }) =>
      hosts > 1 ? `${text} (and ${figure(hosts - 1)} alike)` : text,
    )
    return refuse('placement.no-host', { group, rated: this.candidates.length, reasons })
  }

  /** The order of a host among the others; undefined where it cannot take the VM by itself. */
  private rankOf(host: HostFigures): number | undefined {
    const { found, reasons } = judge(this.diskless, host, this.options)
    if (!isSuitable(reasons)) return undefined
    return scoreOf(this.request, host, this.options) + favourSum(this.request, host, found)
  }

  /** Whether a host is in the race now, and at which place. */
  private refresh(candidate: Candidate, isMoved = false): void {
    const { rank, reach, field, keepsReserve, host } = candidate
    const isOpen =
      rank !== undefined &&
      keepsReserve &&
      !field?.isFull &&
      reach.hasRoom(host.diskReserveMib, this.request.diskGib)
    if (isOpen === candidate.isOpen && !isMoved) return
    this.open += Number(isOpen) - Number(candidate.isOpen)
    candidate.isOpen = isOpen
    candidate.stamp++
    if (isOpen) this.heap.push(candidate)
  }

  private take(request: PlacementRequest, candidate: Candidate): Placement {
    const { host, reach, field } = candidate
    const suitable = this.open - this.heap.openAmong(request.nameTakenOn, this.candidates)
    const volume = reach.best!
    const rating = this.ratingOf(request, candidate)
    const placement: Placement = {
      ...{ hostId: host.hostId, volumeId: volume.id, rated: this.candidates.length, suitable },
      get rating() {
        return rating()
      },
    }
    volume.freeGib -= request.diskGib
    for (const one of this.reaches) {
      if (one.best !== volume) continue
      one.best = bestVolume(request, one.anyHost)
      if (!one.hasRoomForAll(request.diskGib))
        for (const member of one.members) this.refresh(member)
    }
    candidate.host = withVm(request, host)
    if (field?.take(candidate)) {
      for (const member of field.members) {
        if (member.isGoverned) member.rank = this.rankOf(member.host)
        this.refresh(member, member.isGoverned)
      }
    }
    if (this.countInRules(host)) return placement
    candidate.rank = this.rankOf(candidate.host)
    this.refresh(candidate, true)
    return placement
  }

  /**
   * The rating as it stands now, written out when somebody asks for it; at once only where what
   * goes on to change is the whole cluster, or rules that look at every host.
   */
  private ratingOf(request: PlacementRequest, candidate: Candidate): () => HostRating {
    const { options } = this
    const { host, field, isGoverned } = candidate
    const rules = request.rules ?? []
    if (isGoverned || rules.some(rule => rule.kind === 'keep-together')) {
      const rating = rateHost(request, fullFigures(candidate), options)
      return () => rating
    }
    const asOfNow = lookAsOfNow(rules, host.slot)
    const [free, vms] = [host.volumes.map(volume => volume.freeGib), field?.vms]
    let made: HostRating | undefined
    const write = () => {
      const volumes = host.volumes.map((volume, at) => ({ ...volume, freeGib: free[at]! }))
      // nothing is said against the host by its cluster, which goes on to change
      const reserve = field?.reserve
      const clusterReserve = reserve && { ...reserve, isKept: true as const }
      const kept = { ...host, clusterVms: vms, volumes, clusterReserve }
      return asOfNow(() => rateHost(request, kept, options))
    }
    return () => (made ??= write())
  }

  /**
   * The VM counts for its rules; one that keeps VMs together then says something of all hosts.
   * Whether all were ranked again.
   */
  private countInRules(host: HostFigures): boolean {
    const { rules = [] } = this.request
    for (const rule of rules) countIn(rule, host.slot)
    if (!rules.some(rule => rule.kind === 'keep-together')) return false
    for (const candidate of this.candidates) {
      candidate.rank = this.rankOf(candidate.host)
      this.refresh(candidate, true)
    }
    return true
  }
}

function fieldOf(
  fields: Map<string, ClusterField>,
  request: PlacementRequest,
  host: HostFigures,
): ClusterField | undefined {
  if (host.clusterId === undefined) return undefined
  const known = fields.get(host.clusterId) ?? new ClusterField(request, host)
  fields.set(host.clusterId, known)
  known.reserve ??= host.clusterReserve
  return known
}

/** The figures of a host with what its cluster says of it. */
function fullFigures({ host, field }: Candidate): HostFigures {
  return { ...host, clusterReserve: field?.reserve, clusterVms: field?.vms }
}
