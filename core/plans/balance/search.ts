import type { DynamicOptimization } from '../../../shared/domain/index.ts'
import type { PlanEffort } from '../../../shared/contract/index.ts'
import { effortOf } from '../effort.ts'
import { isWarned, moveRefusal } from '../moves.ts'
import { priceOf } from '../price.ts'
import type { ReserveWatch } from '../reserve.ts'
import { reserveText } from '../reserve.ts'
import type { PlanState } from '../state.ts'
import type { HostRow } from '../../world/index.ts'
import { isHot } from './hot.ts'
import type { Stay } from './stays.ts'

/** Bounds of one round: hottest hosts, VMs of each, coolest targets, and candidates looked at. */
const hostsPerRound = 4
const vmsPerHost = 24
export const targetsPerRound = 16
const looksPerRound = 40
const goodEnough = 6
/** Of all moves, how many of the best are kept for the rounds that follow. */
const poolMax = 200
/**
 * What a target with a warning of placement counts of its gain (ours; facts 2.2 name no number).
 */
const warnedShare = 0.5

/** A move with what it takes from the imbalance, points. */
export interface Candidate {
  readonly vm: number
  readonly to: number
  readonly gain: number
}

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
  const near = candidates(search, sources.slice(0, hostsPerRound), vmsPerHost, targetsPerRound)
  const found = firstGood(search, near.slice(0, looksPerRound))
  if (found) return found
  const kept = firstGood(search, search.pool.moves)
  if (kept) return kept
  // Nothing near: everything is looked at before the search ends, so that a next one finds nothing.
  const all = candidates(search, sources, Infinity, state.hosts.length)
  search.pool.moves = all.slice(0, poolMax)
  return firstGood(search, search.pool.moves)
}

/** Hosts that may give VMs away, the hottest first. */
function sourcesOf({ state, settings, onlyHot }: Search): number[] {
  const hosts = state.hosts.map((_, at) => at)
  const able = onlyHot ? hosts.filter(at => isHot(state, at, settings.thresholds)) : hosts
  return able.sort((a, b) => state.loads.heat(b) - state.loads.heat(a) || a - b)
}

/** Moves that make the hosts more even, the best first. */
function candidates(
  { state, stays }: Search,
  sources: readonly number[],
  vmsMax: number,
  targetsMax: number,
): Candidate[] {
  const before = state.loads.imbalance()
  const targets = coolest(state).slice(0, targetsMax)
  const found: Candidate[] = []
  for (const from of sources) {
    const movable = state.vmsOn(from).filter(vm => !stays[vm])
    const vms =
      movable.length > vmsMax
        ? movable
            .sort((a, b) => state.loads.share(b) - state.loads.share(a) || a - b)
            .slice(0, vmsMax)
        : movable
    for (const vm of vms) {
      const best = bestTarget(state, vm, targets, before)
      found.push(...best)
    }
  }
  return found.sort((a, b) => b.gain - a.gain || a.vm - b.vm || a.to - b.to)
}

/** The few targets by which a VM gains most: placement may be against the first. */
function bestTarget(
  state: PlanState,
  vm: number,
  targets: readonly number[],
  before: number,
): Candidate[] {
  const from = state.hostOf[vm]!
  const found: Candidate[] = []
  for (const to of targets) {
    if (to === from) continue
    const gain = before - state.loads.imbalanceNear(vm, to)
    if (gain <= (found[2]?.gain ?? 0)) continue
    found.push({ vm, to, gain })
    found.sort((a, b) => b.gain - a.gain || a.to - b.to)
    found.length = Math.min(found.length, 3)
  }
  return found
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
  if (!isCure && wouldHeat(state, candidate, settings))
    return `${name} would fall below a threshold itself.`
  return reserve.breaks(vm, from.id, to.id) ? reserveText(state.world, vm, to) : undefined
}

/** Whether the target falls below a threshold by the move. */
function wouldHeat(
  state: PlanState,
  { vm, to }: Candidate,
  { thresholds }: DynamicOptimization,
): boolean {
  if (isHot(state, to, thresholds)) return false
  const from = state.hostOf[vm]!
  state.move(vm, to)
  const heats = isHot(state, to, thresholds)
  state.move(vm, from)
  return heats
}

/** Points of imbalance, as texts have them. */
export function points(value: number): string {
  return `${Math.round(value * 100) / 100} points`
}
