import type { JobId } from '../../shared/domain/index.ts'
import { bootPlanOf, noteBoot } from '../boot-planner/index.ts'
import type { JobRow, World } from '../world/index.ts'
import { put } from '../world/index.ts'
import { idsInOrder } from '../../shared/domain/index.ts'

/** What a bulk job needs of the jobs that it is made of. */
export interface BulkPorts {
  readonly world: World
  start(jobId: JobId): void
  end(jobId: JobId, status: 'completed' | 'completed-with-info' | 'failed'): void
}

/** Jobs with a child for each object: which children run, and how the parent ends. */
export class Bulk {
  /** Parents whose children are being started now. */
  private readonly starting = new Set<JobId>()

  constructor(private readonly ports: BulkPorts) {}

  /**
   * Starts children in their order until as many are under way as the parent allows. A child that
   * fails at once comes back to here; the loop that started it goes on, so that a thousand of them
   * neither nest nor start one another twice.
   */
  start(parentId: JobId): void {
    if (this.starting.has(parentId)) return
    const { world } = this.ports
    const children = idsInOrder(world.index.jobsByParent.of(parentId))
    this.starting.add(parentId)
    let from = 0
    for (const { count, parallelMax } of lanesOf(world.get('job', parentId))) {
      this.startLane(parentId, children.slice(from, from + count), parallelMax)
      from += count
    }
    this.starting.delete(parentId)
  }

  private startLane(parentId: JobId, children: readonly JobId[], parallelMax: number): void {
    const { world } = this.ports
    let underWay = children.filter(id => isUnderWay(world.get('job', id))).length
    for (const id of children) {
      const parent = world.find('job', parentId)
      if (parent?.status !== 'running' || underWay >= parallelMax) break
      if (!isUntouched(world.get('job', id))) continue
      this.ports.start(id)
      const child = world.find('job', id)
      if (child && isUnderWay(child)) underWay++
    }
  }

  /** A child ended: the next one starts, or the parent ends; partial success is a result. */
  childEnded(parentId: JobId, childId: JobId, status: JobRow['status']): void {
    this.count(parentId, status, 1)
    this.note(parentId, childId)
    const parent = this.ports.world.find('job', parentId)
    if (parent?.status !== 'running' || isOpenEnded(parent)) return
    const { children, childrenDone, childrenFailed } = parent
    if (childrenDone + childrenFailed < children) {
      if (lanesOf(parent).some(lane => lane.parallelMax < lane.count)) this.start(parentId)
      return
    }
    const some = childrenFailed > 0 ? 'completed-with-info' : 'completed'
    this.ports.end(parentId, childrenFailed === children ? 'failed' : some)
  }

  /** A staggered start keeps what was measured when one of its boots ended. */
  private note(parentId: JobId, childId: JobId): void {
    const { world } = this.ports
    const parent = world.find('job', parentId)
    if (!parent || !bootPlanOf(parent)) return
    let at = idsInOrder(world.index.jobsByParent.of(parentId)).indexOf(childId)
    const lane = lanesOf(parent).findIndex(({ count }) => (at -= count) < 0)
    noteBoot(world, parent, lane)
  }

  /** Counts a child that ended (`by` 1), or that is open again (-1). */
  count(parentId: JobId, status: JobRow['status'], by: number): void {
    const { world } = this.ports
    const parent = world.find('job', parentId)
    if (!parent) return
    const done = status === 'completed' ? by : 0
    world.apply(
      put('job', {
        ...parent,
        childrenDone: parent.childrenDone + done,
        childrenFailed: parent.childrenFailed + by - done,
      }),
    )
  }
}

/** Whoever opened it adds children and ends it. */
function isOpenEnded({ parameters }: JobRow): boolean {
  return (parameters as { isOpen?: true } | undefined)?.isOpen === true
}

interface Lane {
  readonly count: number
  readonly parallelMax: number
}

/** The children in their order, in parts that each have a limit of their own; mostly in one. */
function lanesOf(parent: JobRow): readonly Lane[] {
  const plan = bootPlanOf(parent)
  if (plan) return plan.lanes
  const { parallelMax } = parent.parameters as { parallelMax: number }
  return [{ count: parent.children, parallelMax }]
}

/** Nobody has started it yet; one that waits behind another job has been. */
function isUntouched(child: JobRow): boolean {
  return child.status === 'waiting' && child.waitingForId === undefined
}

function isUnderWay(child: JobRow): boolean {
  return child.status === 'running' || (child.status === 'waiting' && !isUntouched(child))
}
