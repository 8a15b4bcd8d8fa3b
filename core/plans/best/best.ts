import type { PlanSolved } from '../../../shared/contract/index.ts'
import type { ClusterId, HostId, VmId } from '../../../shared/domain/index.ts'
import { oneDecimal } from '../../../shared/domain/index.ts'
import type { Refusal } from '../../../shared/refusals/index.ts'
import { refuse } from '../../../shared/refusals/index.ts'
import { membersOf } from '../../hosts/index.ts'
import type { SolverModel, SolverSolution } from '../../ports.ts'
import type { World } from '../../world/index.ts'
import { balanceCluster } from '../balance/balance.ts'
import { stayOf } from '../balance/stays.ts'
import { optimizationOfCluster } from '../settings.ts'
import { PlanState } from '../state.ts'
import type { Draft, DraftStep } from '../types.ts'
import type { BestCase, BestObjective } from './case.ts'
import { costOf } from './case.ts'
import type { VmGroup } from './groups.ts'
import { assignmentOf, groupVms } from './groups.ts'
import { modelOf } from './model.ts'
import { orderMoves } from './order.ts'
import { polish } from './polish.ts'
import { readCase } from './read.ts'

/** Places that VMs could be in, VMs times hosts: more than these no solver here ends in seconds. */
const placesMax = 20000
/** A solution this close to its bound, as a share of it, is good enough. */
export const bestGap = 0.005

/** A cluster on its way to a solver and back. */
export interface BestQuestion {
  readonly state: PlanState
  readonly one: BestCase
  readonly groups: readonly VmGroup[]
  readonly known: Int32Array
  readonly model: SolverModel
  /** Points of the cluster as it is, and with the fast plan. */
  readonly nowPoints: number
  readonly fastPoints: number
}

/** A VM and where the best assignment has it. */
export interface BestMove {
  readonly vmId: VmId
  readonly toId: HostId
}

/** The exact model of a cluster, with the best that is known of it without a solver. */
export function bestQuestion(
  world: World,
  clusterId: ClusterId,
  objective: BestObjective,
): BestQuestion | Refusal {
  const { name } = world.get('cluster', clusterId)
  const hosts = membersOf(world, clusterId).filter(host => !host.maintenance)
  const state = new PlanState(world, hosts)
  const { holdMinutes } = optimizationOfCluster(world, clusterId)
  const places = state.vms.length * hosts.length
  if (places > placesMax || hosts.length < 2) {
    const sizes = { vms: state.vms.length, hosts: hosts.length }
    return refuse('plan.not-solvable', { name, ...sizes, limit: placesMax })
  }
  const stays = (vm: number) => stayOf(world, state.vms[vm]!, holdMinutes) !== undefined
  const one = readCase(state, objective, stays)
  const fast = fastAssignment(world, clusterId, state, one)
  const polished = polish(one, fast)
  const known = costOf(one, polished) <= costOf(one, one.present) ? polished : one.present
  const groups = groupVms(one)
  const points = { nowPoints: costOf(one, one.present), fastPoints: costOf(one, fast) }
  return { state, one, groups, known, model: modelOf(one, groups, known), ...points }
}

/**
 * What the planner that needs no solver would do: balance move by move, or empty hosts greedily.
 */
function fastAssignment(
  world: World,
  clusterId: ClusterId,
  state: PlanState,
  one: BestCase,
): Int32Array {
  const assignment = Int32Array.from(one.present)
  if (one.objective === 'fewest-hosts') return polish(one, assignment)
  const { steps } = balanceCluster(world, clusterId, optimizationOfCluster(world, clusterId))
  for (const { vmId, toId } of steps) {
    const [vm, to] = [vmId && state.indexOfVm(vmId), toId && state.indexOfHost(toId)]
    if (typeof vm === 'number' && typeof to === 'number') assignment[vm] = to
  }
  return assignment
}

/** What a solver's answer is worth: never less than what was known before. */
export function bestAnswer(
  question: BestQuestion,
  solution: SolverSolution,
): { readonly moves: BestMove[]; readonly solved: PlanSolved } {
  const { state, one, groups, known, nowPoints, fastPoints } = question
  const found = solution.values && assignmentOf(one, groups, solution.values)
  const polished = found && polish(one, found)
  const best = polished && costOf(one, polished) < costOf(one, known) ? polished : known
  const moves = [...best].flatMap((to, vm) =>
    to === one.present[vm] ? [] : [{ vmId: state.vms[vm]!.id, toId: state.hosts[to]!.id }],
  )
  const bestPoints = costOf(one, best)
  const isProven = solution.status === 'best'
  const boundPoints = Math.min(bestPoints, Math.max(0, solution.bound ?? 0))
  const solved = { objective: one.objective, nowPoints, fastPoints, bestPoints, boundPoints }
  return { moves, solved: { ...solved, isProven, tookS: solution.elapsedS, left: [] } }
}

/** A solver's answer on its way into a plan, as the journal keeps it. */
export interface BestWish {
  readonly clusterId: ClusterId
  readonly solved: PlanSolved
  readonly moves: readonly BestMove[]
}

/**
 * The plan to a solver's answer, which may be of a while ago: nothing of it is believed but where
 * each VM should be. Every move is asked of placement in an order that works; what cannot be done
 * is left, and says why.
 */
export function draftBest(world: World, { clusterId, moves, solved }: BestWish): Draft {
  const hosts = membersOf(world, clusterId).filter(host => !host.maintenance)
  const state = new PlanState(world, hosts)
  const assignment = Int32Array.from(state.hostOf)
  for (const { vmId, toId } of moves) {
    const [vm, to] = [state.indexOfVm(vmId), state.indexOfHost(toId)]
    if (vm !== undefined && to !== undefined) assignment[vm] = to
  }
  const { steps, left } = orderMoves(state, assignment, (vm, from, to) => {
    const [a, b] = [state.hosts[from]!.name, state.hosts[to]!.name]
    return `The best assignment has ${state.vms[vm]!.name} on ${b}, and not on ${a}.`
  })
  const told = left.map(one => `${one.vmName}: ${one.because}`)
  const more = { solved: { ...solved, left: told }, notes: bestNotes }
  return { kind: 'best', clusterIds: [clusterId], steps, ...more, ...whyOf(solved, steps) }
}

function whyOf({ bestPoints, nowPoints }: PlanSolved, steps: readonly DraftStep[]) {
  if (steps.length > 0) return {}
  const text =
    bestPoints < nowPoints
      ? 'No move of the best assignment can be done as the cluster is now.'
      : `The cluster is at its best already: ${oneDecimal(nowPoints)} points, prices included.`
  return { why: { text, looked: [] } }
}

const bestNotes = [
  'The exact model: every VM on one host, memory and processors within what lies above the reserves, only hosts that placement allows; least is the mean distance of the loads from their mean over the four resources, or the hosts in use, plus the price of the moves, in points.',
  'The mean distance stands for the standard deviation of the balancer, which is no sum and has no such bound; the imbalance beside it is the balancer’s own.',
  'No assignment can be below the bound; the gap is what the best one might still be above the least. A VM counts with its own conservative mean, whose peaks need not coincide with others.',
  'A failure more to survive (N+1) is not in the model: as a sum over the cluster it is the same for every assignment. Each step is checked for it.',
] as const
