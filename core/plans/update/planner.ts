import type { ClusterId, HostId, VmId } from '../../../shared/domain/index.ts'
import { kindOfId } from '../../../shared/domain/index.ts'
import { Refusal, refuse } from '../../../shared/refusals/index.ts'
import { membersOf } from '../../hosts/index.ts'
import type { HostRow, World } from '../../world/index.ts'
import type { EmptyMode } from '../evacuate/empty-host.ts'
import { emptyHost, restRefusal, roomRefusal } from '../evacuate/empty-host.ts'
import type { PlanWish } from '../propose.ts'
import { PlanState } from '../state.ts'
import type { Draft, DraftStep } from '../types.ts'

/** Steps of a plan at most: more could not be shown or checked in one piece. */
const stepsMax = 2000

const notes = [
  'Node by node: it is emptied, installs its updates, restarts, and gets its VMs back before the next one begins.',
  'The update stops on the first surprise: a step that fails, a node that does not come back, another node that is away, or a reserve that is less than was planned. It goes on from there when it is resumed.',
  'Installing takes 10 minutes, a restart 3.5 (ours).',
]

/** A VM that has left its node in an update that was stopped, and where it belongs. */
export interface Displaced {
  readonly vmId: VmId
  readonly homeId: HostId
  readonly isSaved: boolean
}

/** Where an update that was stopped goes on. */
export interface UpdateRest {
  /** Nodes that have been updated. */
  readonly done: ReadonlySet<HostId>
  readonly displaced: readonly Displaced[]
  /** Nodes that it has put into maintenance. */
  readonly rested: ReadonlySet<HostId>
}

/** Updates the nodes of a cluster one after the other. */
export function planUpdate(world: World, wish: PlanWish, rest?: UpdateRest): Draft | Refusal {
  const clusterId = wish.scopeId as ClusterId
  const cluster = kindOfId(clusterId) === 'cluster' ? world.find('cluster', clusterId) : undefined
  if (!cluster) return refuse('plan.no-cluster', { name: wish.scopeId })
  const wanted = wish.hostIds && new Set(wish.hostIds)
  const members = membersOf(world, clusterId)
  const nodes = members.filter(one => !rest?.done.has(one.id) && (!wanted || wanted.has(one.id)))
  const update = new Update(world, members, wish, rest)
  const refusal = update.sendHome()
  if (refusal) return refusal
  for (const node of nodes) {
    const stands = update.add(node)
    if (stands) return stands
  }
  const { steps } = update
  if (steps.length > stepsMax) {
    return refuse('plan.too-large', { name: cluster.name, steps: steps.length, limit: stepsMax })
  }
  return { kind: 'rolling-update', clusterIds: [clusterId], steps, notes }
}

/** Collects the steps, node after node, on a state that goes along. */
class Update {
  readonly steps: DraftStep[] = []
  private readonly state: PlanState
  private readonly mode: EmptyMode
  /** Numbers of the steps of the node before. */
  private last: number[] = []

  constructor(
    private readonly world: World,
    members: readonly HostRow[],
    private readonly wish: PlanWish,
    private readonly rest?: UpdateRest,
  ) {
    this.state = new PlanState(world, members)
    this.mode = wish.mode ?? 'migrate'
  }

  /** Brings back what an update that was stopped has displaced, to nodes that are updated. */
  sendHome(): Refusal | undefined {
    const homes = new Map<HostId, Displaced[]>()
    for (const one of this.rest?.displaced ?? []) {
      homes.set(one.homeId, [...(homes.get(one.homeId) ?? []), one])
    }
    for (const [homeId, displaced] of homes) {
      const home = this.world.find('host', homeId)
      if (!home || !this.rest?.done.has(homeId)) continue
      const part = home.name
      const resume = home.maintenance ? [this.push(this.resumeOf(home, part))] : []
      this.last.push(...resume, ...this.returns(displaced, home, part, resume))
    }
    return undefined
  }

  /** A node: emptied, updated, filled again. */
  add(node: HostRow): Refusal | undefined {
    const stands = node.maintenance ? this.emptied(node) : restRefusal(this.world, node)
    if (stands) return stands
    const part = node.name
    const emptied = this.empty(node, part)
    if (emptied instanceof Refusal) return emptied
    const update = this.push({
      ...{ action: 'update', fromId: node.id, part, after: [...this.last, ...emptied] },
      reason: `${node.name} is empty: it installs its updates and restarts.`,
    })
    const resume = this.push({ ...this.resumeOf(node, part), after: [update] })
    const homes = new Map(this.displacedFrom(node).map(one => [one.vmId, one]))
    this.last = [resume, ...this.returns([...homes.values()], node, part, [resume])]
    return undefined
  }

  /** In an update that goes on a node may be in maintenance already; else it is somebody else's. */
  private emptied(node: HostRow): Refusal | undefined {
    return this.rest?.rested.has(node.id) ? undefined : restRefusal(this.world, node)
  }

  private empty(node: HostRow, part: string): number[] | Refusal {
    const from = this.steps.length
    const { steps, lacking } = emptyHost(this.state, node, { mode: this.mode, from, part })
    const noRoom = this.wish.savesRest ? undefined : roomRefusal(this.world, node, lacking)
    if (noRoom) return noRoom
    const after = this.last
    // A node that rests already is emptied of what is left there.
    if (node.maintenance) return steps.slice(1).map(step => this.push({ ...step, after }))
    return steps.map((step, at) => this.push(at === 0 ? { ...step, after } : step))
  }

  /**
   * What this plan takes from a node, and what the one before took from it and did not bring back.
   */
  private displacedFrom(node: HostRow): Displaced[] {
    const before = (this.rest?.displaced ?? []).filter(one => one.homeId === node.id)
    const now = this.steps.flatMap(({ action, vmId, fromId, part }) =>
      vmId && fromId === node.id && part === node.name && action !== 'start'
        ? [{ vmId, homeId: node.id, isSaved: action === 'save' }]
        : [],
    )
    return [...before, ...now]
  }

  private returns(
    displaced: readonly Displaced[],
    home: HostRow,
    part: string,
    after: readonly number[],
  ): number[] {
    if (this.wish.bringsBack === false) return []
    return displaced.flatMap(({ vmId, isSaved }) => {
      const step = isSaved ? this.startOf(vmId, home) : this.moveHome(vmId, home)
      return step ? [this.push({ ...step, part, after })] : []
    })
  }

  private startOf(vmId: VmId, home: HostRow): DraftStep {
    const at = this.state.indexOfVm(vmId)
    if (at !== undefined) this.state.bring(at, this.state.indexOfHost(home.id)!)
    const reason = `It was saved for the update of ${home.name}.`
    return { action: 'start', vmId, fromId: home.id, reason }
  }

  private moveHome(vmId: VmId, home: HostRow): DraftStep | undefined {
    const at = this.state.indexOfVm(vmId)
    if (at === undefined) return undefined
    const from = this.state.hosts[this.state.hostOf[at]!]
    if (!from || from.id === home.id) return undefined
    this.state.move(at, this.state.indexOfHost(home.id)!)
    const reason = `It goes back to ${home.name}, which is updated.`
    return { action: 'migrate', vmId, fromId: from.id, toId: home.id, reason }
  }

  private resumeOf(node: HostRow, part: string): DraftStep {
    this.state.open(this.state.indexOfHost(node.id)!)
    return { action: 'resume', fromId: node.id, part, reason: `${node.name} is back.` }
  }

  /** Adds a step and answers its number. */
  private push(step: DraftStep): number {
    this.steps.push(step)
    return this.steps.length
  }
}
