import type { PlanWhy } from '../../../shared/contract/index.ts'
import type { ClusterId } from '../../../shared/domain/index.ts'
import { evenPointsOf, hypervisors, improvementMinOf } from '../../../shared/domain/index.ts'
import type { DynamicOptimization } from '../../../shared/domain/index.ts'
import { membersOf, statusOf } from '../../hosts/index.ts'
import type { HostRow, World } from '../../world/index.ts'
import { ReserveWatch } from '../reserve.ts'
import { PlanState } from '../state.ts'
import type { DraftStep } from '../types.ts'
import { cureRules } from './cures.ts'
import { coolestGap, isHot } from './hot.ts'
import { goalsOf, stepsTo } from './order.ts'
import type { Search } from './search.ts'
import { bestMove, points } from './search.ts'
import { stayOf } from './stays.ts'
import { emptyWhy, evenWhy, looks } from './why.ts'

/** Moves that a plan has at most; another run goes on from there. */
export const movesMax = 200

export interface Balanced {
  readonly steps: readonly DraftStep[]
  readonly why?: PlanWhy
}

/**
 * Makes the hosts of a cluster more even, move by move: each is the one that takes most from the
 * imbalance beyond its price, of those that placement allows at that point. The whole is proposed
 * only where it takes away the least part that the aggressiveness asks for (facts 2.2), so that a
 * cluster under constant load goes quiet.
 */
export function balanceCluster(
  world: World,
  clusterId: ClusterId,
  settings: DynamicOptimization,
  onlyHot = false,
): Balanced {
  const { name } = world.get('cluster', clusterId)
  const hosts = membersOf(world, clusterId).filter(host => takesPart(world, host))
  if (hosts.length < 2) {
    const text = `${name} has ${hosts.length} hosts that can migrate live and are not in maintenance, and balancing takes two.`
    return { steps: [], why: { text, looked: [] } }
  }
  const state = new PlanState(world, hosts)
  const stays = state.vms.map(vm => stayOf(world, vm, settings.holdMinutes))
  const reserve = new ReserveWatch(world, clusterId)
  const search: Search = { state, reserve, stays, settings, onlyHot, pool: { moves: [] } }
  const cured = cureRules(search)
  const isQuiet = onlyHot && !hosts.some((_, at) => isHot(state, at, settings.thresholds))
  const { steps, why } = isQuiet ? { steps: [], why: quietWhy(search) } : seek(search)
  const all = [...cured.steps, ...steps]
  if (!why || cured.left.length === 0) return { steps: all, why }
  const left = cured.left.map(one => `Broken still, ${one}`)
  return { steps: all, why: { ...why, text: [...left, why.text].join(' ') } }
}

/** Hosts that answer, are not in maintenance and know live migration (facts 2.2). */
function takesPart(world: World, host: HostRow): boolean {
  const product = hypervisors[host.hypervisor ?? 'hyper-v']
  return product.canLiveMigrate && statusOf(world, host) === 'responding'
}

const inPlan = { code: 'hold', text: 'It moves in this plan already' } as const

/**
 * Seeks the even state move by move, in which a VM may move on, and then the shortest way there.
 * The way ends where no move is worth its price, so that the next search finds nothing.
 */
function seek(search: Search): Balanced {
  const { state, settings } = search
  const before = state.loads.imbalance()
  const line = search.onlyHot ? 0 : evenPointsOf(settings.aggressiveness)
  if (before <= line) return { steps: [], why: evenWhy(search, before, line) }
  const began = Int32Array.from(state.hostOf)
  const moved: number[] = []
  const rest: Search = { ...search, stays: staysBesides(search) }
  while (moved.length < movesMax && state.loads.imbalance() > line / 2) {
    const move = bestMove(rest)
    if (!move) break
    const [row, from] = [state.vms[move.vm]!, state.hosts[state.hostOf[move.vm]!]!]
    search.reserve.move(row, from.id, state.hosts[move.to]!.id)
    state.move(move.vm, move.to)
    moved.push(move.vm)
  }
  if (moved.length === 0) return { steps: [], why: emptyWhy(search, before) }
  const why = restWhy(rest, moved.length)
  const way = searchAt(rest, began)
  const steps = stepsTo(way, goalsOf(began, state.hostOf, moved))
  return enough(search, before, way.state.loads.imbalance(), steps)
    ? { steps, why }
    : {
        steps: [],
        why: marginWhy(searchAt(rest, began), way.state.loads.imbalance(), steps.length),
      }
}

/** VMs that were moved for a rule stay where that put them. */
function staysBesides({ state, stays }: Search): Search['stays'] {
  return stays.map((stay, at) => {
    const hasMoved = state.hosts[state.hostOf[at]!]!.id !== state.vms[at]!.hostId
    return hasMoved ? inPlan : stay
  })
}

/** The same search on a state of its own, with the VMs on these hosts. */
function searchAt(search: Search, hostOf: Int32Array): Search {
  const { world, hosts } = search.state
  const state = new PlanState(world, hosts)
  const reserve = new ReserveWatch(world, hosts[0]!.clusterId!)
  hostOf.forEach((to, vm) => {
    const from = state.hostOf[vm]!
    if (from === to) return
    reserve.move(state.vms[vm]!, hosts[from]!.id, hosts[to]!.id)
    state.move(vm, to)
  })
  return { ...search, state, reserve }
}

function enough(
  { settings }: Search,
  before: number,
  after: number,
  steps: readonly DraftStep[],
): boolean {
  const part = before > 0 ? ((before - after) / before) * 100 : 0
  return steps.length > 0 && part >= improvementMinOf(settings.aggressiveness)
}

/** Why moves that are worth their price are not enough together. */
function marginWhy(search: Search, after: number, moves: number): PlanWhy {
  const { aggressiveness } = search.settings
  const before = search.state.loads.imbalance()
  const { looked, nearest } = looks(search)
  const part = tenth(before > 0 ? ((before - after) / before) * 100 : 0)
  const all = moves === 1 ? 'the one move' : `all ${moves} moves together`
  const least = improvementMinOf(aggressiveness)
  const asks = `The imbalance is ${points(before)}, and ${all} would take ${part} % of it; aggressiveness ${aggressiveness} asks for ${least} %.`
  return { text: nearest ? `${asks} Nearest came this: ${nearest.text}` : asks, looked }
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10
}

/** Why there are not more steps. */
function restWhy(search: Search, steps: number): PlanWhy {
  const { looked, nearest } = looks(search)
  if (steps >= movesMax) {
    return { text: `A plan has ${movesMax} moves at most; another run goes on from there.`, looked }
  }
  const text = nearest
    ? `Nothing more is worth it. Nearest came this: ${nearest.text}`
    : 'No further move would lower the imbalance.'
  return { text, looked }
}

function quietWhy(search: Search): PlanWhy {
  const { looked } = looks(search)
  const gap = coolestGap(search.state, search.settings.thresholds)
  const text = gap
    ? `No host is below a threshold: ${gap}.`
    : 'No threshold is set, so that no host can be below one.'
  return { text, looked }
}
