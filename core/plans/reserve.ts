import type { PlanReserve } from '../../shared/contract/index.ts'
import type { ClusterId, HostId } from '../../shared/domain/index.ts'
import type { ReserveGoal, ReserveState } from '../cluster/reserve/index.ts'
import {
  reserveGoalOf,
  reserveOf,
  reserveSizeOf,
  reserveStateOf,
  survives,
} from '../cluster/reserve/index.ts'
import type { HostRow, VmRow, World } from '../world/index.ts'

/**
 * The reserve of a cluster along the steps of a plan: no step may lose what is there (facts 1.8).
 */
export class ReserveWatch {
  private readonly state: ReserveState
  private readonly goal: ReserveGoal

  constructor(
    private readonly world: World,
    clusterId: ClusterId,
  ) {
    const cluster = world.get('cluster', clusterId)
    this.state = reserveStateOf(world, cluster)
    this.goal = reserveGoalOf(cluster)
  }

  /** Whether the cluster survives its reserve now and would not with the VM on another host. */
  breaks(vm: VmRow, from: HostId, to: HostId): boolean {
    if (!survives(this.state, this.goal)) return false
    this.move(vm, from, to)
    const isLost = !survives(this.state, this.goal)
    this.move(vm, to, from)
    return isLost
  }

  move(vm: VmRow, from: HostId, to: HostId): void {
    const { highlyAvailable } = vm
    const counted = { sizeMib: reserveSizeOf(this.world, vm), highlyAvailable }
    const [left, came] = [this.state.placeOf(from), this.state.placeOf(to)]
    if (left >= 0) this.state.take(left, counted)
    if (came >= 0) this.state.add(came, counted)
  }

  /** N+x as the steps so far leave it. */
  view(): PlanReserve {
    const { ok, survives: failures } = reserveOf(this.state, this.goal)
    return { ok, survives: failures }
  }
}

/** A move that is under way. */
interface UnderWay {
  readonly vm: VmRow
  readonly to: HostRow
}

/**
 * Why a move would cost a cluster its reserve, with those under way at their goal; undefined where
 * it would not, or where there is nothing to lose any more.
 */
export function reserveRefusal(
  world: World,
  { vm, to }: UnderWay,
  underWay: readonly UnderWay[],
): string | undefined {
  if (to.clusterId === undefined) return undefined
  const watch = new ReserveWatch(world, to.clusterId)
  for (const other of underWay) watch.move(other.vm, other.vm.hostId, other.to.id)
  return watch.breaks(vm, vm.hostId, to.id) ? reserveText(world, vm, to) : undefined
}

/** The sentence for a move that would cost a cluster its reserve. */
export function reserveText(world: World, vm: VmRow, to: HostRow): string {
  const { name, reserveNodes } = world.get('cluster', to.clusterId!)
  return `With ${vm.name} on ${to.name}, ${name} would not survive ${reserveNodes === 1 ? 'the failure of a node' : `${reserveNodes} failures`} any more.`
}
