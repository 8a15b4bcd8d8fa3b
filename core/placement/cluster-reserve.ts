import type { ReserveGoal, ReserveState, ReserveVm } from '../cluster/reserve/index.ts'
import {
  lackText,
  reserveGoalOf,
  reserveOf,
  reserveSizeMib,
  reserveStateOf,
  spareMib,
  survives,
  takeVm,
} from '../cluster/reserve/index.ts'
import type { ClusterRow, VmRow, World } from '../world/index.ts'
import type { HostFigures, PlacementRequest } from './figures.ts'
import type { RatingReason } from './reason.ts'
import { lateReason } from './reason.ts'

/** What a rating knows of the reserve of a cluster; its nodes share one of these. */
export interface ClusterReserveFigures {
  readonly state: ReserveState
  readonly goal: ReserveGoal
  /** Whether it is over-committed as it is, with the VM that is rated where it is. */
  readonly isOver: boolean
  /** Whether the VM that is rated is in it already, and only moves. */
  readonly holdsVm: boolean
  /** It was found to keep its reserve with the VM, and may be asked again when it changed. */
  readonly isKept?: true
  /** Room that the simple proof has to spare for VMs of a size, as of a version of the state. */
  spare?: { readonly version: number; readonly sizeMib: number; readonly mib: number }
}

/** The reserve of a cluster, a VM that is rated for a move taken out of it. */
export function reserveFiguresOf(
  world: World,
  cluster: ClusterRow,
  leaving?: VmRow,
): ClusterReserveFigures {
  const state = reserveStateOf(world, cluster)
  const goal = reserveGoalOf(cluster)
  const isOver = !survives(state, goal)
  const holdsVm = leaving !== undefined && takeVm(world, cluster, state, leaving)
  return { state, goal, isOver, holdsVm }
}

/** What the VM counts for in a cluster. */
export function reserveVmOf(request: PlacementRequest): ReserveVm {
  const sizeMib = request.reserveMib ?? reserveSizeMib(request.memoryMib)
  return { sizeMib, highlyAvailable: request.highlyAvailable }
}

/**
 * No VM comes into a cluster that is over-committed, or would be with it (facts 1.6, row 11): an
 * administrator may place it by hand all the same. A VM that the cluster holds already may move
 * within it, as that makes nothing worse (ours).
 */
export function clusterReserve(
  request: PlacementRequest,
  host: HostFigures,
): RatingReason | undefined {
  const { clusterReserve: reserve, reservePlace: at } = host
  if (!reserve || at === undefined || reserve.isKept) return undefined
  const { state, goal, isOver, holdsVm } = reserve
  // A VM of this cluster that nobody took out of its place would count twice.
  if (!holdsVm && request.clusterId !== undefined && request.clusterId === host.clusterId)
    return undefined
  const vm = reserveVmOf(request)
  if (!isOver && keepsAnywhere(reserve, vm)) return undefined
  if (!isOver || holdsVm) if (state.with(at, vm, () => survives(state, goal))) return undefined
  const nodes = goal.reserveNodes === 1 ? 'a node' : `${goal.reserveNodes} nodes`
  const lacks = (stands: string) => () =>
    `${host.clusterName ?? 'The cluster'} ${stands}: if ${nodes} failed, ${lackText(state.with(at, vm, () => reserveOf(state, goal)))}.`
  const code = 'cluster-reserve'
  if (isOver && holdsVm) {
    const next = 'A move within the cluster does not cure it.'
    return lateReason(code, 'warning', { text: lacks('is over-committed'), next })
  }
  const text = lacks(isOver ? 'is over-committed' : 'would be over-committed with the VM')
  const next = 'Take VMs out of the cluster, add a node, or lower its reserve.'
  return lateReason(code, 'zero', { text, next, overridable: true })
}

/** Whether the cluster keeps its reserve wherever the VM comes: asked once for all of its nodes. */
function keepsAnywhere(reserve: ClusterReserveFigures, { sizeMib }: ReserveVm): boolean {
  const { state, goal } = reserve
  if (goal.method !== '2012-r2') return false
  const known = reserve.spare
  if (known?.version !== state.version || known.sizeMib !== sizeMib) {
    const mib = spareMib(state, goal.reserveNodes, sizeMib)
    reserve.spare = { version: state.version, sizeMib, mib }
  }
  return reserve.spare!.mib >= 2 * sizeMib
}
