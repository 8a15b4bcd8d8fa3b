import type { FabricKind } from '../shared/domain/index.ts'
import { msPerMinute } from '../shared/domain/index.ts'
import type { Sessions } from './access/index.ts'
import { createAccess, createSessions } from './access/index.ts'
import { Dispatcher } from './api/dispatcher.ts'
import { operations } from './api/operations.ts'
import type { Simulation } from './engine/simulation.ts'
import type { Checkpoint, CorePorts, StorePort } from './ports.ts'
import { dropLeftImports, Recorder } from './collectors/index.ts'
import { History } from './history/index.ts'
import { watchOver } from './checks/index.ts'
import { newSimulation } from './new-simulation.ts'
import { checkpointOf, forkOf, restoreInstant, stateHash } from './restore.ts'
import { Pulse } from './api/pulse.ts'
import type { TableName } from './world/index.ts'

/** Real time between saves of changed rows where a save is cheap, and where it is not. */
const saveEveryMs = { small: 1000, large: 30000 }
/** Bytes of columns from which on a save counts as large. */
const largeColumnBytes = 400000

export interface CoreOptions {
  readonly store: StorePort
  readonly ports: CorePorts
}

/** How the host sees its core. */
export class Core {
  readonly simulation: Simulation
  readonly dispatcher: Dispatcher
  readonly sessions: Sessions
  readonly history: History
  /** Wakes the streams; the host beats it about ten times a second. */
  readonly pulse = new Pulse()
  /** Real time of the last save, and why the last one failed. */
  savedWallMs: number | undefined
  saveFailure: string | undefined
  /** The factor that the host reached lately. */
  factorReached = 0
  private seq = 0
  private dirty = new Map<string, TableName>()
  private lastSaveWallMs = 0
  private readonly recorder: Recorder
  private readonly watch: ReturnType<typeof watchOver>
  /** Invariants that were found broken since the core was opened. */
  private readonly broken = new Set<string>()

  constructor(private readonly options: CoreOptions) {
    const { store, ports } = options
    this.simulation = newSimulation()
    const { world } = this.simulation
    world.listen(change => {
      this.dirty.set('gone' in change ? change.gone : change.row.id, change.table)
    })
    this.history = new History({
      ...{ world, store },
      failed: reason => {
        this.saveFailure = reason
      },
    })
    this.simulation.afterSecond.add(() => this.history.afterSecond())
    this.sessions = createSessions({ world, store, ports })
    const { simulation } = this
    const access = createAccess(world)
    this.dispatcher = new Dispatcher(
      {
        base: {
          world,
          simulation,
          access,
          sessions: this.sessions,
          get workload() {
            return simulation.workload
          },
          ports,
          history: this.history,
          host: this,
        },
        append: entry => {
          store.append(entry)
          this.seq = entry.seq
        },
        nextSeq: () => this.seq + 1,
      },
      operations,
    )
    const tell = (line: string) => ports.log(line)
    this.recorder = new Recorder(simulation, access, ports.logs, tell)
    this.watch = watchOver(this.simulation)
    this.restore()
    dropLeftImports(world, ports.logs, tell)
    this.sessions.open()
  }

  /** Whether the store holds a fabric. */
  get ready(): boolean {
    return this.simulation.world.fabric !== undefined
  }

  get nowMs(): number {
    return this.simulation.world.nowMs
  }

  /** What the host's pump needs: paused, or the factor of simulated to real time. */
  get clock(): { readonly paused: boolean; readonly factor: number } {
    return this.simulation.world.fabric?.clock ?? { paused: true, factor: 1 }
  }

  get fabricKind(): FabricKind | undefined {
    return this.simulation.world.fabric?.kind
  }

  /** Moves simulated time; whoever calls decides how fast. */
  advanceTo(timeMs: number): void {
    const minute = Math.floor(this.nowMs / msPerMinute)
    this.simulation.advanceTo(timeMs)
    const now = Math.floor(this.nowMs / msPerMinute)
    if (now !== minute) this.checkNext(now)
  }

  /**
   * Asks one invariant each simulated minute, in turn, so that a large fabric is watched at the
   * cost of a list. What is broken is told once: the fabric goes on, and the log says what not to
   * trust.
   */
  private checkNext(minute: number): void {
    const broken = this.watch.ask(minute)
    if (!broken || this.broken.has(broken.name)) return
    this.broken.add(broken.name)
    this.options.ports.log(`invariant broken: ${broken.name}: ${broken.found}`)
  }

  stateHash(): string {
    return stateHash(this.simulation)
  }

  /**
   * Saves if it is time to; a disk that refuses is noted and asked again. Answers whether it saved.
   */
  saveIfDue(wallMs: number): boolean {
    if (!this.ready) return false
    const { vms } = this.simulation.world
    const large = vms.length * 32 * 8 > largeColumnBytes
    if (wallMs - this.lastSaveWallMs < (large ? saveEveryMs.large : saveEveryMs.small)) {
      return false
    }
    return this.save(wallMs)
  }

  /** Writes a checkpoint of what changed since the last one. */
  save(wallMs: number): boolean {
    const { store } = this.options
    this.lastSaveWallMs = wallMs
    const changed = this.dirty
    this.dirty = new Map()
    this.recorder.flush()
    try {
      store.checkpoint(checkpointOf(this.simulation, this.seq, changed))
      this.history.save()
      this.savedWallMs = wallMs
      this.saveFailure = undefined
      return true
    } catch (error) {
      this.saveFailure = error instanceof Error ? error.message : 'the disk did not take it'
      for (const [id, table] of changed) if (!this.dirty.has(id)) this.dirty.set(id, table)
      return false
    }
  }

  /** Notes how far simulated time has come, so that a restart comes back to here. */
  markClock(): void {
    if (!this.ready) return
    try {
      this.options.store.markClock(this.nowMs)
    } catch (error) {
      this.saveFailure = error instanceof Error ? error.message : 'the disk did not take it'
    }
  }

  /** Everything as one instant, whole. */
  checkpoint(): Checkpoint {
    return checkpointOf(this.simulation, this.seq)
  }

  /**
   * An independent copy of the simulation at this instant, with the same hash: whatever happens to
   * the one, the other does not notice. It has no store and no clients.
   */
  fork(): Simulation {
    return forkOf(this.simulation)
  }

  /** Rows and columns, then the journal's tail, then on to the last clock mark. */
  private restore(): void {
    const state = this.options.store.read()
    if (!state) return
    if (state.engine !== '') {
      restoreInstant(this.simulation, state)
      this.history.resume()
      this.dirty = new Map()
    }
    this.seq = state.journalSeq
    for (const entry of state.tail) {
      this.simulation.advanceTo(entry.timeMs)
      this.dispatcher.replay(entry)
      this.seq = entry.seq
    }
    if (this.ready) this.simulation.advanceTo(Math.max(this.nowMs, state.clockMarkMs))
  }
}
