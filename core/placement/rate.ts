import type { HostRating } from '../../shared/contract/index.ts'
import { numberOfId } from '../../shared/domain/index.ts'
import { bestVolume, isSuitable, judge } from './filters.ts'
import type { HostFigures, PlacementRequest, RatingOptions } from './figures.ts'
import { checkedOf } from './checked.ts'
import { favoursOf, favourSum } from './rules/index.ts'
import { memoryNeededMib, memoryReserveOf, pointsOf, resources, termsOf } from './terms.ts'

/** The most points that a host can have. */
export function pointsMaxOf(options: RatingOptions): number {
  let sum = 0
  for (const resource of resources) sum += options.weights[resource]
  return sum
}

/** The score, 0 to 5: `5 x points / points at most` (facts 1.1, as they propose). */
export function scoreOf(
  request: PlacementRequest,
  host: HostFigures,
  options: RatingOptions,
): number {
  const most = pointsMaxOf(options)
  return most > 0 ? (5 * pointsOf(request, host, options)) / most : 0
}

/**
 * Half stars of a score; a host that can take the VM has at least a half, so that none means no.
 */
export function starsOf(score: number, suitable: boolean): number {
  return suitable ? Math.max(0.5, Math.round(score * 2) / 2) : 0
}

/** One host's rating: its reasons, its four terms and where the disks would go. */
export function rateHost(
  request: PlacementRequest,
  host: HostFigures,
  options: RatingOptions,
): HostRating {
  const { found, reasons } = judge(request, host, options)
  const score = scoreOf(request, host, options)
  const volume = bestVolume(request, host)
  const usable = host.memoryMib - memoryReserveOf(host)
  return {
    hostId: host.hostId,
    hostName: host.hostName,
    hostGroupName: host.hostGroupName,
    clusterName: host.clusterName,
    stars: starsOf(score, isSuitable(reasons)),
    score,
    rank: score + favourSum(request, host, found),
    favours: favoursOf(request, host, found),
    checked: checkedOf(request, host, found),
    points: pointsOf(request, host, options),
    pointsMax: pointsMaxOf(options),
    terms: termsOf(request, host, options),
    reasons: [...reasons],
    volumeId: volume?.id,
    volumeName: volume?.name,
    volumeFreeGib: volume?.freeGib,
    memoryFreeAfterMib: usable - host.memoryUsedMib - memoryNeededMib(request),
    toWin: [],
  }
}

/** A host with its score and whether it can take the VM, before anything is written out. */
export interface Ranked {
  readonly host: HostFigures
  readonly score: number
  /** The score with what rules, checks and owners add to it: hosts stand in its order. */
  readonly rank: number
  readonly suitable: boolean
}

/** The rank of a host: enough to sort a thousand of them. */
export function rankHost(
  request: PlacementRequest,
  host: HostFigures,
  options: RatingOptions,
): Ranked {
  const { found, reasons } = judge(request, host, options)
  const score = scoreOf(request, host, options)
  const rank = score + favourSum(request, host, found)
  return { host, score, rank, suitable: isSuitable(reasons) }
}

/** Best first: hosts that can take the VM, then by rank, then the lower id. */
export function compareRanked(a: Ranked, b: Ranked): number {
  const suitable = Number(b.suitable) - Number(a.suitable)
  return suitable || b.rank - a.rank || numberOfId(a.host.hostId) - numberOfId(b.host.hostId)
}
