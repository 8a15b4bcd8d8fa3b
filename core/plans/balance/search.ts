import type { DynamicOptimization } from '../../../shared/domain/index.ts'
import type { PlanEffort } from '../../../shared/contract/index.ts'
import { effortOf } from '../effort.ts'
import { isWarned, moveRefusal } from '../moves.ts'
import { priceOf } from '../price.ts'
import type { ReserveWatch } from '../reserve.ts'
import { reserveText } from '../reserve.ts'
import type { PlanState } from '../state.ts'
import type { HostRow } from '../../world/index.ts'
import type { Candidate } from './few.ts'
import { Few } from './few.ts'
import { isHot, isHotWith } from './hot.ts'
import { NearLook } from './near.ts'
import type { Stay } from './stays.ts'

/** Bounds of one round: hottest hosts, VMs of each, coolest targets, and candidates looked at. */
const hostsPerRound = 4
const vmsPerHost = 24
export const targetsPerRound = 16
const looksPerRound = 40
/** The few targets by which a VM gains most: placement may be against the first. */
const targetsPerVm = 3
const goodEnough = 6
/** Of all moves, how many of the best are kept for the rounds that follow. */
const poolMax = 200
/**
 * What a target with a warning of placement counts of its gain (ours; facts 2.2 name no number).
 */
const warnedShare = 0.5

/** A candidate after everything was asked of it. */
export interface Judged extends Candidate {
  readonly price: number
  readonly effort?: PlanEffort
  /** Why it is not made. */
  readonly against?: string
}

export interface Search {
  readonly state: PlanState
  readonly reserve: ReserveWatch
  readonly stays: readonly (Stay | undefined)[]
  readonly settings: DynamicOptimization
  /** Whether only hosts below a threshold give VMs away: when the fabric runs by itself. */
  readonly onlyHot: boolean
  /** The best moves of the last look at everything. */
  readonly pool: { moves: readonly Candidate[] }
}

/** The best move of the present state; undefined where none gains more than it costs. */
export function bestMove(search: Search): Judged | undefined {
  const { state } = search
  const sources = sourcesOf(search)
  const hottest = sources.slice(0, hostsPerRound)
  const few = { vmsMax: vmsPerHost, targetsMax: targetsPerRound, most: looksPerRound }
  const found = firstGood(search, candidates(search, hottest, few))
  if (found) return found
  const kept = firstGood(search, search.pool.moves)
  if (kept) return kept
  // Nothing near: everything is looked at before the search ends, so that a next one finds nothing.
  const all = { vmsMax: Infinity, targetsMax: state.hosts.length, most: poolMax }
  search.pool.moves = candidates(search, sources, all)
  return firstGood(search, search.pool.moves)
}

/** Hosts that may give VMs away, the hottest first. */
function sourcesOf({ state, settings, onlyHot }: Search): number[] {
  const hosts = state.hosts.map((_, at) => at)
  const able = onlyHot ? hosts.filter(at => isHot(state, at, settings.thresholds)) : hosts
  return able.sort((a, b) => state.loads.heat(b) - state.loads.heat(a) || a - b)
}

/** How far a look goes: VMs of a host, targets, and the candidates that are wanted. */
interface Reach {
  readonly vmsMax: number
  readonly targetsMax: number
  readonly most: number
}

/** Moves that make the hosts more even, the best first. */
function candidates(
  { state, stays }: Search,
  sources: readonly number[],
  { vmsMax, targetsMax, most }: Reach,
): readonly Candidate[] {
  const look = new NearLook(state, coolest(state).slice(0, targetsMax))
  const found = new Few(most)
  for (const from of sources) {
    const movable = state.vmsOn(from).filter(vm => !stays[vm])
    const vms =
      movable.length > vmsMax
        ? movable
            .sort((a, b) => state.loads.share(b) - state.loads.share(a) || a - b)
            .slice(0, vmsMax)
        : movable
    for (const vm of vms) {
      const own = new Few(targetsPerVm)
      look.offer(vm, own, found.least)
      for (const one of own.best) found.offer(one)
    }
  }
  return found.best
}

/** Hosts by their load, the coolest first. */
export function coolest(state: PlanState): number[] {
  return state.hosts
    .map((_, at) => at)
    .sort((a, b) => state.loads.heat(a) - state.loads.heat(b) || a - b)
}

/** The candidate that gains most beyond its price, of the first that nothing speaks against. */
function firstGood(search: Search, found: readonly Candidate[]): Judged | undefined {
  const { state } = search
  const before = state.loads.imbalance()
  let best: Judged | undefined
  let good = 0
  for (const { vm, to } of found) {
    const isThere = search.stays[vm] !== undefined || state.hostOf[vm] === to
    const gain = isThere ? 0 : before - state.loads.imbalanceWith(vm, to)
    const judged = gain > 0 ? judge(search, { vm, to, gain }) : undefined
    if (!judged || judged.against !== undefined) continue
    if (!best || judged.gain - judged.price > best.gain - best.price) best = judged
    if (++good >= goodEnough) break
  }
  return best
}

/**
 * Asks everything of a move: placement, rules, thresholds of the target, and its price; one that
 * cures a rule is worth any price.
 */
export function judge(search: Search, candidate: Candidate, isCure = false): Judged {
  const { state } = search
  const { world } = state
  const { vm, to, gain } = candidate
  const hosts = { from: state.hosts[state.hostOf[vm]!]!, to: state.hosts[to]! }
  const row = state.vms[vm]!
  const figures = state.figures[to]!
  const move = { vm: row, ...hosts, request: state.requestOf(vm), figures, where: state.where() }
  const against = moveRefusal(world, move) ?? ownRefusal(search, candidate, { ...hosts, isCure })
  if (against) return { ...candidate, price: 0, against }
  const effort = effortOf(world, row, hosts)
  const price = priceOf(world, effort, state.hosts.length)
  const worth = isWarned(world, move) ? gain * warnedShare : gain
  if (isCure || worth > price) return { ...candidate, price, effort }
  const counted = worth < gain ? ', counted half since placement warns of the target' : ''
  const why = `it gains ${points(gain)}${counted}, and costs ${points(price)}.`
  return { ...candidate, price, effort, against: why }
}

/** What the balancer itself has against a move that placement allows. */
function ownRefusal(
  { state, reserve, settings }: Search,
  candidate: Candidate,
  { from, to, isCure }: { readonly from: HostRow; readonly to: HostRow; readonly isCure: boolean },
): string | undefined {
  const { name } = to
  const vm = state.vms[candidate.vm]!
  const shoulds = (host: HostRow) => state.rules.brokenShoulds(vm.slot, host.slot, from.slot)
  if (shoulds(to) > shoulds(from)) return `it would break a rule on ${name} that should be kept.`
  const { thresholds } = settings
  const heats = isHotWith(state, candidate, thresholds) && !isHot(state, candidate.to, thresholds)
  if (!isCure && heats) return `${name} would fall below a threshold itself.`
  return reserve.breaks(vm, from.id, to.id) ? reserveText(state.world, vm, to) : undefined
}

/** Points of imbalance, as texts have them. */
export function points(value: number): string {
  return `${Math.round(value * 100) / 100} points`
}
