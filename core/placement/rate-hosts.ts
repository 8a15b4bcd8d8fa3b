import type { HostRating } from '../../shared/contract/index.ts'
import type { HostFigures, PlacementRequest, RatingOptions } from './figures.ts'
import type { Ranked } from './rate.ts'
import { compareRanked, rankHost, rateHost } from './rate.ts'
import { toWinOf } from './to-win.ts'

export interface RatingExtent {
  /** How many of the best hosts to answer; all by default. */
  readonly limit?: number
  /** How many of them also learn what would have to change for them to qualify or to win. */
  readonly explain?: number
}

/** Ratings of hosts, best first, with how many there were in all and how many can take the VM. */
export interface HostRatings {
  readonly ratings: HostRating[]
  readonly rated: number
  readonly suitable: number
}

/**
 * Rates every host for the request (facts 1.1 to 1.6), best first. Each host is rated by its own
 * capacity, whatever the others are like. Only the first `limit` are written out with terms and
 * texts, so that a thousand hosts stay quick.
 */
export function rateHosts(
  request: PlacementRequest,
  hosts: readonly HostFigures[],
  options: RatingOptions & RatingExtent,
): HostRatings {
  const explain = options.explain ?? 0
  const limit = options.limit ?? hosts.length
  const all = rankHosts(request, hosts, options)
  const suitable = all.filter(one => one.suitable).length
  // What a host lacks may be told by the one behind it.
  const ranked = firstOf(all, Math.max(limit, explain) + 1)
  const otherGoal =
    options.goal === 'load-balancing' ? 'resource-maximization' : ('load-balancing' as const)
  const otherLeader =
    explain > 0
      ? firstOf(rankHosts(request, hosts, { ...options, goal: otherGoal }), 1)[0]
      : undefined
  const contest = { request, options, ranked, otherGoal, otherLeader } as const
  const ratings = ranked.slice(0, limit).map(({ host }, at) => {
    const rating = rateHost(request, host, options)
    return at < explain ? { ...rating, toWin: toWinOf(contest, rating, at) } : rating
  })
  return { ratings, rated: hosts.length, suitable }
}

function rankHosts(
  request: PlacementRequest,
  hosts: readonly HostFigures[],
  options: RatingOptions,
): Ranked[] {
  return hosts.map(host => rankHost(request, host, options))
}

/** The best few in order, without putting all others in order. */
function firstOf(ranked: Ranked[], count: number): Ranked[] {
  if (2 * count >= ranked.length) return ranked.sort(compareRanked)
  const first: Ranked[] = []
  for (const one of ranked) {
    if (first.length === count && compareRanked(one, first[count - 1]!) > 0) continue
    if (first.length === count) first.pop()
    let at = first.length
    while (at > 0 && compareRanked(one, first[at - 1]!) < 0) at--
    first.splice(at, 0, one)
  }
  return first
}

/** What a rating assumes where the original formula is not published (facts 1.1, 1.2, 15). */
export function ratingNotes(options: RatingOptions): string[] {
  const packing = options.goal === 'resource-maximization'
  return [
    'Stars are 5 times the points earned over the points possible, to the nearest half; a host that can take the VM has at least half a star. The original scale is not published.',
    'The load expected of the VM is added before each term is divided, and each term lies between 0 and its weight.',
    'The memory reserve is the larger of the host reserve and the memory of the parent partition.',
    packing
      ? 'Resource maximization earns the part of each capacity that is in use with the VM; a host whose reserve would break gets no star. The original formula is not published.'
      : 'Load balancing earns the part of each capacity that is left with the VM.',
    'Usage is the average of about ten minutes. Memory and disk that were promised to VMs in creation count as used.',
  ]
}
