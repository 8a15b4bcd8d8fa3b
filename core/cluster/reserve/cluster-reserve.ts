import type { ClusterId, HostId } from '../../../shared/domain/index.ts'
import { mibPerGib } from '../../../shared/domain/index.ts'
import type { ClusterRow, World } from '../../world/index.ts'
import { followsFrom } from '../../world/index.ts'
import type { ReserveWhatIf } from './read.ts'
import { reserveGoalOf, reserveStateOf } from './read.ts'
import type { ReserveGoal, ReserveState } from './state.ts'
import type { Proof } from './verdict.ts'
import { examine, survivable, survives } from './verdict.ts'

/** Whether a cluster survives its reserve of node failures, and why (facts 1.8). */
export interface ClusterReserve extends ReserveGoal {
  readonly ok: boolean
  /** Nodes that it counts on. */
  readonly nodes: number
  /** N+x: the most failures that it survives now. */
  readonly survives: number
  readonly proofs: readonly Proof[]
  /** Where it is over-committed: the nodes whose failure it does not survive, and what lacks. */
  readonly failing: readonly { readonly id: HostId; readonly name: string }[]
  readonly missingMib: number
  readonly state: ReserveState
}

/** The reserve of a cluster as it is, or as it would be. */
export function clusterReserve(
  world: World,
  cluster: ClusterRow,
  whatIf: ReserveWhatIf = {},
): ClusterReserve {
  const goal = { ...reserveGoalOf(cluster), ...definedOf(whatIf) }
  return reserveOf(reserveStateOf(world, cluster, whatIf), goal)
}

/** The same of a state that is there already. */
export function reserveOf(state: ReserveState, goal: ReserveGoal): ClusterReserve {
  const { ok, proofs, failing, missingMib } = examine(state, goal)
  return {
    ...goal,
    ...{ ok, proofs, missingMib, state },
    nodes: state.hosts,
    survives: survivable(state, goal.method),
    failing: failing.map(at => ({ id: state.nodes[at]!.hostId, name: state.nodes[at]!.name })),
  }
}

function definedOf({ reserveNodes, method }: Partial<ReserveGoal>): Partial<ReserveGoal> {
  return {
    ...(reserveNodes === undefined ? {} : { reserveNodes }),
    ...(method === undefined ? {} : { method }),
  }
}

/**
 * The clusters that do not survive their reserve, and why, for lists: asked again when a row
 * changes that the answer stands on. What dynamic memory asks for meanwhile waits for the next one.
 */
export const overCommittedClusters = followsFrom(
  ['cluster', 'host', 'hostgroup', 'vm', 'fault', 'job'],
  (world: World): ReadonlyMap<ClusterId, string> => {
    const found = new Map<ClusterId, string>()
    for (const cluster of world.all('cluster')) {
      if (isOverCommitted(world, cluster))
        found.set(cluster.id, becauseOf(clusterReserve(world, cluster)))
    }
    return found
  },
)

/** A verdict against the cluster in a sentence. */
export function becauseOf(reserve: ClusterReserve): string {
  const nodes = reserve.reserveNodes === 1 ? 'a node' : `${reserve.reserveNodes} nodes`
  return `If ${nodes} failed, ${lackText(reserve)}.`
}

/** Whether a cluster is over-committed now, and nothing more. */
export function isOverCommitted(world: World, cluster: ClusterRow): boolean {
  return !survives(reserveStateOf(world, cluster), reserveGoalOf(cluster))
}

/** What lacks after which failures: `hv-01 and hv-03 would be missing 2.1 GB`. */
export function lackText({ failing, missingMib, nodes }: ClusterReserve): string {
  const gib = Math.ceil((missingMib * 10) / mibPerGib) / 10
  const names = failing.map(one => one.name)
  if (names.length === 0) return `no node of ${nodes} is left to hold its VMs`
  const shown = names.length > 4 ? [...names.slice(0, 3), `${names.length - 3} more`] : names
  const last = shown.length > 1 ? ` and ${shown[shown.length - 1]}` : ''
  const first = shown.length > 1 ? shown.slice(0, -1).join(', ') : shown[0]
  return `the VMs of ${first}${last} would lack ${gib} GB elsewhere`
}
