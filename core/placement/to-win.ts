import type { HostRating } from '../../shared/contract/index.ts'
import type { HostFigures, PlacementGoal, PlacementRequest, RatingOptions } from './figures.ts'
import { figure, listed, score } from './format.ts'
import type { Ranked } from './rate.ts'
import { rateHost, scoreOf } from './rate.ts'
import type { RatingTerm } from './terms.ts'

const goalNames: Readonly<Record<PlacementGoal, string>> = {
  'load-balancing': 'Load balancing',
  'resource-maximization': 'Resource maximization',
}
const resourceNames = { cpu: 'CPU', memory: 'memory', disk: 'disk', network: 'network' } as const

/** All hosts as they rank, and who would lead under the other goal. */
export interface Contest {
  readonly request: PlacementRequest
  readonly options: RatingOptions
  readonly ranked: readonly Ranked[]
  readonly otherGoal: PlacementGoal
  readonly otherLeader: Ranked | undefined
}

/**
 * What would let the host at this rank qualify or win: each change is computed by rating again,
 * with everything else as it is.
 */
export function toWinOf(contest: Contest, rating: HostRating, at: number): string[] {
  const leader = contest.ranked[0]!
  if (rating.stars === 0) return toQualify(rating, leader)
  if (at === 0) return []
  const leading = rateHost(contest.request, leader.host, contest.options)
  const favours = [...favourLines(contest, rating, leading, at)]
  const ahead = (leader.rank - contest.ranked[at]!.rank) * (rating.pointsMax / 5)
  const gap = favours.length > 0 ? ahead : leading.points - rating.points
  return [
    ...(favours.length > 0 ? favours : [leadLine(rating, leading, gap)]),
    moveAwayLine(contest, at),
    outOfPlacementLine(contest, at),
    otherGoalLine(contest, rating),
    ...singleResourceLines(contest, rating, gap),
  ]
}

function toQualify(rating: HostRating, leader: Ranked): string[] {
  const lines = rating.reasons.filter(one => one.severity !== 'warning').map(one => one.next)
  const then = `Then ${rating.hostName} would score ${score(rating.score)}`
  if (!leader.suitable) return [...lines, `${then}.`]
  return [...lines, `${then}, and ${leader.host.hostName} scores ${score(leader.score)}.`]
}

function leadLine(rating: HostRating, leader: HostRating, gap: number): string {
  const parts = leader.terms
    .map((term, at) => ({ term, lead: term.points - rating.terms[at]!.points }))
    .sort((a, b) => b.lead - a.lead)
    .map(({ term, lead }) => `${resourceNames[term.resource]} ${score(lead)}`)
  return `${leader.hostName} leads by ${score(gap)} points: ${parts.join(', ')}.`
}

/**
 * What rules, checks and owners do to the two, each with what would be without it; nothing where
 * they do nothing to either.
 */
function favourLines(
  { ranked }: Contest,
  rating: HostRating,
  leader: HostRating,
  at: number,
): string[] {
  const both = [leader, rating]
  if (both.every(one => one.favours.length === 0)) return []
  const [first, own] = [ranked[0]!, ranked[at]!]
  const lead = `${leader.hostName} leads by ${score(first.rank - own.rank)} in rank: scores ${score(first.score)} and ${score(own.score)}, the rest by rules, checks and owners.`
  const lines = both.flatMap(one =>
    one.favours.map(({ text, points }) => {
      const isOwn = one === rating
      const [mine, theirs] = isOwn
        ? [own.rank - points, first.rank]
        : [own.rank, first.rank - points]
      const enough = mine > theirs ? 'enough' : 'not enough'
      return `Without this (${one.hostName}): ${text} ${enough}, ${rating.hostName} ${score(mine)}, ${leader.hostName} ${score(theirs)}.`
    }),
  )
  return [lead, ...lines]
}

/** The fewest VMs of the host's average that would have to leave, the leader staying as it is. */
function moveAwayLine({ request, options, ranked }: Contest, at: number): string {
  const { host } = ranked[at]!
  const leader = ranked[0]!
  if (options.goal === 'resource-maximization') {
    return `Moving VMs off ${host.hostName} lowers its score: this goal favours full hosts.`
  }
  const favours = ranked[at]!.rank - ranked[at]!.score
  const scoreWithout = (count: number) =>
    scoreOf(request, withFewerVms(host, count), options) + favours
  // the score only grows as VMs leave, so that halving finds the fewest
  let [tooFew, enough] = [0, host.runningVms + 1]
  while (enough - tooFew > 1) {
    const middle = Math.floor((tooFew + enough) / 2)
    if (scoreWithout(middle) > leader.rank) enough = middle
    else tooFew = middle
  }
  if (enough > host.runningVms) {
    return `Moving all ${figure(host.runningVms)} VMs off ${host.hostName} is not enough.`
  }
  const vms = enough === 1 ? '1 average VM' : `${figure(enough)} average VMs`
  return `Move ${vms} off ${host.hostName}: ${host.hostName} ${score(scoreWithout(enough))}, ${leader.host.hostName} ${score(leader.rank)}.`
}

/** The host with some of its VMs gone, each as large as the mean of those that run there. */
function withFewerVms(host: HostFigures, count: number): HostFigures {
  const left = (host.runningVms - count) / host.runningVms
  return {
    ...host,
    cpuPercent: host.cpuPercent * left,
    memoryUsedMib: host.memoryUsedMib * left,
    iops: host.iops * left,
    networkUsedMbps: host.networkUsedMbps * left,
    runningVms: host.runningVms - count,
  }
}

function outOfPlacementLine({ ranked }: Contest, at: number): string {
  const own = ranked[at]!
  const names = ranked.slice(0, Math.min(at, 3)).map(one => one.host.hostName)
  const whom = at > 3 ? `${names.join(', ')} and ${figure(at - 3)} more` : listed(names)
  const next = ranked[at + 1]
  const then = `${own.host.hostName} is first with ${score(own.rank)}`
  const rest = next?.suitable ? `, ${next.host.hostName} ${score(next.rank)}` : ''
  return `Take ${whom} out of placement: ${then}${rest}.`
}

function otherGoalLine({ otherGoal, otherLeader }: Contest, rating: HostRating): string {
  const goal = goalNames[otherGoal]
  if (!otherLeader?.suitable) return `Goal ${goal}: no host would be suitable.`
  const { host } = otherLeader
  const enough = host.hostId === rating.hostId ? 'enough' : 'not enough'
  return `Goal ${goal}: ${enough}, ${host.hostName} would win with ${score(otherLeader.rank)}.`
}

/** Whether a change of one resource alone could do it, and from which usage on. */
function singleResourceLines(contest: Contest, rating: HostRating, gap: number): string[] {
  if (contest.options.goal === 'resource-maximization') return []
  const enough: string[] = []
  const short: RatingTerm[] = []
  for (const term of rating.terms) {
    const target = usageToWin(term, gap)
    if (target === undefined) short.push(term)
    else enough.push(enoughLine(term, target))
  }
  if (short.length === 0) return enough
  const most = Math.max(...short.map(gainOf))
  const names = short.map(term => resourceNames[term.resource])
  const last = names.pop()!
  const which = names.length > 0 ? `${names.join(', ')} or ${last}` : last
  return [
    ...enough,
    `${capital(which)} alone: not enough, at most ${score(most)} of ${score(gap)} points.`,
  ]
}

/** Points that a term gains when all that is in use now goes away. */
function gainOf(term: RatingTerm): number {
  const usable = term.capacity - term.reserve
  if (usable <= 0) return 0
  const share = Math.max(0, 1 - term.adds / usable)
  return Math.max(0, share - term.share) * term.weight
}

/** The usage below which the term alone makes up for the gap; undefined where none does. */
function usageToWin(term: RatingTerm, gap: number): number | undefined {
  if (gainOf(term) <= gap) return undefined
  const share = term.share + gap / term.weight
  return (1 - share) * (term.capacity - term.reserve) - term.adds
}

function enoughLine(term: RatingTerm, target: number): string {
  const unit = { percent: '%', MiB: 'MB', IOPS: 'IOPS' }[term.unit]
  const name = capital(resourceNames[term.resource])
  const shown = (value: number) => `${figure(value, term.unit === 'percent' ? 1 : 0)} ${unit}`
  return `${name} alone: enough below ${shown(target)} in use, now ${shown(term.now)}.`
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
