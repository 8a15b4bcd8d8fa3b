import type { HostRating } from '../../shared/contract/index.ts'
import { numberOfId } from '../../shared/domain/index.ts'
import { bestVolume, isSuitable, reasonsOf } from './filters.ts'
import type { HostFigures, PlacementRequest, RatingOptions } from './figures.ts'
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
  const reasons = reasonsOf(request, host, options)
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
    points: pointsOf(request, host, options),
    pointsMax: pointsMaxOf(options),
    terms: termsOf(request, host, options),
    reasons,
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
  readonly suitable: boolean
}

/** The rank of a host: enough to sort a thousand of them. */
export function rankHost(
  request: PlacementRequest,
  host: HostFigures,
  options: RatingOptions,
): Ranked {
  const suitable = isSuitable(reasonsOf(request, host, options))
  return { host, score: scoreOf(request, host, options), suitable }
}

/** Best first: hosts that can take the VM, then by score, then the lower id. */
export function compareRanked(a: Ranked, b: Ranked): number {
  const suitable = Number(b.suitable) - Number(a.suitable)
  return suitable || b.score - a.score || numberOfId(a.host.hostId) - numberOfId(b.host.hostId)
}
