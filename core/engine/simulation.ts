import { fabricEpochMs, msPerHour, msPerMinute, msPerSecond } from '../../shared/domain/index.ts'
import type { JobId } from '../../shared/domain/index.ts'
import { keepFaults } from '../faults/faults.ts'
import { Jobs } from '../jobs/jobs.ts'
import { stepEndsEvent } from '../jobs/types.ts'
import { passMinute } from '../guests/minute.ts'
import { closeHour } from '../hosts/index.ts'
import { balanceMemory, balancePeriodS } from '../memory/index.ts'
import type { Commander } from '../pro/run.ts'
import type { Process } from '../processes/types.ts'
import { createWorkload, curveOriginMs } from '../workload/index.ts'
import type { Workload } from '../workload/index.ts'
import { World } from '../world/index.ts'
import { assert, defined } from './assert.ts'
import { keepColumns } from './columns.ts'
import { Draw } from './draw.ts'
import type { EventHandlers } from './events.ts'
import { Flows } from './flows.ts'
import type { Priority } from './queue.ts'
import { EventQueue, priorities } from './queue.ts'
import { closeMinute, stepSecond } from './step.ts'

interface SlotsInUse {
  readonly length: number
  readonly free: readonly number[]
  /** Columns that come and go, by name. */
  readonly names?: readonly string[]
}

/** Everything of the engine that is not a row or a column, as plain data. */
export interface EngineState {
  readonly nowMs: number
  readonly seed: number
  readonly ids: Record<string, number>
  readonly queue: ReturnType<EventQueue['dump']>
  readonly draw: ReturnType<Draw['dump']>
  readonly flows: ReturnType<Flows['dump']>
  readonly slots: Readonly<Record<string, SlotsInUse>>
}

/** Everything by slot that a store keeps, in a fixed order. */
export function storedColumns(world: World) {
  return [...columnSets(world), world.pro] as const
}

/** All columns of the hot loop, in a fixed order. */
export function columnSets({ vms, hosts, volumes, pools, snapshots }: World) {
  return [vms, hosts, volumes, pools, snapshots] as const
}

/**
 * The simulated cluster: a world, a queue, a clock and chance. It moves only when it is told to,
 * and any way to slice the same stretch of time leaves the same state.
 */
export class Simulation {
  readonly world = new World()
  readonly queue = new EventQueue()
  readonly flows = new Flows()
  readonly jobs: Jobs
  draw = new Draw(0)
  workload: Workload = createWorkload(0)
  /** When the last step was, and how far the world was then: for checks of what a step grants. */
  lastStep: { readonly timeMs: number; readonly revision: number } | undefined
  /** Gives the commands of remedies. */
  commander: Commander | undefined
  /**
   * Called after every whole second, with the columns of that second. They only look: what they
   * keep is not part of the state.
   */
  readonly afterSecond = new Set<() => void>()
  /** Called after every event; tests run the invariants here. */
  afterEvent: (() => void) | undefined

  constructor(
    processes: ReadonlyMap<string, Process>,
    private readonly events: EventHandlers,
  ) {
    this.world.nowMs = fabricEpochMs
    keepColumns(this)
    keepFaults(this)
    const simulation = this
    this.jobs = new Jobs({
      world: this.world,
      queue: this.queue,
      flows: this.flows,
      processes,
      get draw() {
        return simulation.draw
      },
    })
  }

  /** Gives the fabric its seed; before any VM exists. */
  plant(seed: number): void {
    this.draw = new Draw(seed)
    this.workload = createWorkload(seed)
  }

  /** Plans an event of the registry: at an instant, with plain data for its handler. */
  plan(timeMs: number, name: string, data: unknown, priority: Priority = priorities.begin): void {
    assert(this.events.has(name), `the event ${name} has a handler`)
    this.queue.push(Math.max(timeMs, this.world.nowMs), priority, name, data)
  }

  /** Moves simulated time to `timeMs`: all events up to it, and a step at every whole second. */
  advanceTo(timeMs: number): void {
    const { world, queue } = this
    let stepMs = (Math.floor(world.nowMs / msPerSecond) + 1) * msPerSecond
    for (;;) {
      const eventMs = queue.peek()?.timeMs ?? Infinity
      if (eventMs <= timeMs && eventMs <= stepMs) {
        world.nowMs = eventMs
        this.runEvent()
      } else if (stepMs <= timeMs) {
        world.nowMs = stepMs
        this.step()
        stepMs += msPerSecond
      } else break
    }
    world.nowMs = Math.max(world.nowMs, timeMs)
  }

  private runEvent(): void {
    const event = this.queue.pop()
    if (event?.type === stepEndsEvent) {
      this.jobs.finishStep((event.data as { jobId: JobId }).jobId)
    } else if (event) {
      defined(this.events.get(event.type), `event ${event.type}`)(this, event.data as never)
    }
    this.afterEvent?.()
  }

  private step(): void {
    const { world } = this
    stepSecond(world, this.workload, (world.nowMs - curveOriginMs) / msPerSecond)
    const isBalanced = world.nowMs % (balancePeriodS * msPerSecond) === 0
    // A guest that gets memory pages less than it did in this step, so that is none to check by.
    this.lastStep = { timeMs: world.nowMs, revision: isBalanced ? -1 : world.revision }
    if (isBalanced) balanceMemory(world)
    const finished = this.flows.advance(world)
    // What they see is one state of load: a guest that comes up now was none in this second.
    for (const look of this.afterSecond) look()
    for (const jobId of finished) this.jobs.finishStep(jobId as JobId)
    if (world.nowMs % msPerMinute === 0) {
      closeMinute(world, world.nowMs / msPerMinute)
      passMinute(this)
      if (world.nowMs % msPerHour === 0) closeHour(world)
    }
    this.afterEvent?.()
  }

  dump(): EngineState {
    const { world } = this
    const sets = world.pro.isEmpty ? columnSets(world) : storedColumns(world)
    return {
      nowMs: world.nowMs,
      seed: this.draw.seed,
      ids: world.idCounters(),
      queue: this.queue.dump(),
      draw: this.draw.dump(),
      flows: this.flows.dump(),
      slots: Object.fromEntries(sets.map(set => [set.name, set.slots()])),
    }
  }
}
